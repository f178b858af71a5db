package io.sparkactor.spi;

import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import java.util.Objects;

/** Makes texts of what was thrown, so that a reason can travel. Stateless. */
final class ExitTexts {

    private ExitTexts() {}

    /** The same reason, without objects of the application. */
    static ExitReason of(ExitReason reason) {
        return switch (Objects.requireNonNull(reason, "reason")) {
            case ExitReason.Failed(Throwable cause) -> new ExitReason.Failed(RemoteFailureException.of(cause));
            case ExitReason.Escalated(Throwable cause) -> new ExitReason.Escalated(RemoteFailureException.of(cause));
            case ExitReason.RestartedTooOften(var limit, Throwable cause) ->
                new ExitReason.RestartedTooOften(limit, RemoteFailureException.of(cause));
            case ExitReason.Linked(var origin, ExitReason first) -> new ExitReason.Linked(origin, of(first));
            case ExitReason.Normal _,
                    ExitReason.ParentStopped _,
                    ExitReason.SyndicateClosed _,
                    ExitReason.NoActor _,
                    ExitReason.Unreachable _ -> reason;
        };
    }
}
