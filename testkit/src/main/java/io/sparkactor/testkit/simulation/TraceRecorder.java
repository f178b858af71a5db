package io.sparkactor.testkit.simulation;

import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes down what happens in a run, cheaply: lines are made when somebody reads them. Written by the strand that has the baton; a
 * reading by another thread is exact once the world has ended.
 */
final class TraceRecorder {

    private static final int FIRST_CAPACITY = 256;
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private long[] moments = new long[FIRST_CAPACITY];
    private String[] whos = new String[FIRST_CAPACITY];
    private String[] whats = new String[FIRST_CAPACITY];
    private volatile int size;
    private volatile int failedAt = -1;

    /** Adds a line. */
    void add(long nanos, String who, String what) {
        int at = size;
        if (at == whos.length) {
            moments = Arrays.copyOf(moments, 2 * at);
            whos = Arrays.copyOf(whos, 2 * at);
            whats = Arrays.copyOf(whats, 2 * at);
        }
        moments[at] = nanos;
        whos[at] = who;
        whats[at] = what;
        size = at + 1;
    }

    /** Remembers that the last line told of a failure, if it was the first one. */
    void markFailure() {
        if (failedAt < 0) {
            failedAt = size;
        }
    }

    /** How many lines lead to the first failure; all, if none was marked. */
    int linesToFailure() {
        return failedAt < 0 ? size : failedAt;
    }

    /** What was written until now. */
    SimulationTrace read() {
        int count = size;
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(seconds(moments[i]) + " " + whos[i] + " " + whats[i]);
        }
        return new SimulationTrace(lines);
    }

    /** A runtime event as a line shows it: of what was thrown the class alone, as its text may change from run to run. */
    static String text(RuntimeEvent event) {
        return switch (event) {
            case RuntimeEvent.ActorStopped(var path, var reason) -> "ActorStopped[" + path + ", " + text(reason) + "]";
            case RuntimeEvent.HandlerFailed(var path, var type, var cause) ->
                "HandlerFailed[" + path + ", " + type.getSimpleName() + ", " + text(cause) + "]";
            case RuntimeEvent.PostStopFailed(var path, var cause) ->
                "PostStopFailed[" + path + ", " + text(cause) + "]";
            default -> event.toString();
        };
    }

    private static String text(ExitReason reason) {
        return reason instanceof ExitReason.Failed(var cause)
                ? text(cause)
                : reason.getClass().getSimpleName();
    }

    private static String text(Throwable thrown) {
        return thrown.getClass().getName();
    }

    /** A moment as seconds with all nine digits. */
    static String seconds(long nanos) {
        String fraction =
                Long.toString(nanos % NANOS_OF_SECOND + NANOS_OF_SECOND).substring(1);
        return nanos / NANOS_OF_SECOND + "." + fraction;
    }
}
