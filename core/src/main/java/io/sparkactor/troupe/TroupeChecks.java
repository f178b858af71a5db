package io.sparkactor.troupe;

import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.InvalidActorSpecException;
import java.time.Duration;
import java.util.Objects;

/** Checks of settings; those of single values return what they have checked. Stateless. */
final class TroupeChecks {

    private TroupeChecks() {}

    /** Whether workers can live there, as far as their spec says. */
    static void canRun(ActorSpec<?> worker, Execution execution) {
        if (execution == Execution.PROCESS && worker.actorClass().isEmpty()) {
            throw new InvalidActorSpecException(
                    "the workers of the troupe come from a supplier, which cannot be handed to another JVM; make them of a"
                            + " class, Troupe.of(ActorSpec.of(Worker.class, arguments…), settings), or run them on threads",
                    null);
        }
    }

    static int atLeast(int least, int value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " of a troupe must be at least " + least + ", but is " + value);
        }
        return value;
    }

    static Duration notNegative(Duration value, String name) {
        if (Objects.requireNonNull(value, name).isNegative()) {
            throw new IllegalArgumentException(name + " of a troupe must not be negative, but is " + value);
        }
        return value;
    }

    static Duration positive(Duration value, String name) {
        if (!Objects.requireNonNull(value, name).isPositive()) {
            throw new IllegalArgumentException(name + " of a troupe must be more than zero, but is " + value);
        }
        return value;
    }
}
