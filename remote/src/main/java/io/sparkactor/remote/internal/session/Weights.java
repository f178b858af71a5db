package io.sparkactor.remote.internal.session;

import io.sparkactor.SystemId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What numbered frames weigh: a flat part for the fields that each has, and one for each byte or character of the others. Stateless. */
final class Weights {

    static final long FLAT = 64;

    private Weights() {}

    static long of(Map<String, String> headers) {
        long weight = FLAT;
        if (!headers.isEmpty()) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                weight += header.getKey().length() + header.getValue().length();
            }
        }
        return weight;
    }

    static long of(FailureCause cause) {
        return switch (cause) {
            case FailureCause.Threw threw -> FLAT + texts(threw);
            case FailureCause.Stopped _, FailureCause.Refused _ -> FLAT;
        };
    }

    /** Of a control that says this reason; null if it says none. */
    static long of(@Nullable ExitData exit) {
        return exit == null ? FLAT : FLAT + texts(exit);
    }

    private static long texts(ExitData exit) {
        return switch (exit) {
            case ExitData.Plain _ -> 0;
            case ExitData.Unreachable(String why) -> why.length();
            case ExitData.Failed failed -> texts(failed.thrown());
            case ExitData.RestartedTooOften restarted -> texts(restarted.thrown());
            case ExitData.Linked(SessionFrame.Sender origin, ExitData reason) -> texts(origin) + texts(reason);
        };
    }

    private static long texts(SessionFrame.Sender origin) {
        SystemId system = origin.system();
        return origin.uuid().length() + (system == null ? 0 : system.uuid().length());
    }

    private static long texts(FailureCause.Threw threw) {
        return threw.className().length()
                + threw.message().length()
                + threw.stackTrace().length();
    }
}
