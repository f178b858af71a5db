package io.sparkactor.process.internal.pool;

import io.sparkactor.process.ProcessDiedException;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The ends of processes in words. Stateless. */
final class Deaths {

    /** The exit code of a JVM that ends itself because its heap is full; user code may use it too. */
    private static final int FULL_HEAP = 3;

    private static final int SIGNALLED = 128;
    private static final int KILL = 9;

    private Deaths() {}

    /**
     * What is known of an end.
     *
     * @param process the process in words
     * @param killedFor why we have killed it; null if we have not
     */
    static ProcessDiedException describe(
            String process, long pid, OptionalInt exitCode, @Nullable String killedFor, LastWords words) {
        boolean outOfMemory = exitCode.orElse(0) == FULL_HEAP && words.tellOfFullHeap();
        List<String> lines = words.lines();
        String what = process + " " + what(exitCode, killedFor, outOfMemory)
                + (lines.isEmpty() ? "; it has printed nothing" : "; it has printed last: " + lines.getLast());
        return new ProcessDiedException(what, pid, exitCode, outOfMemory, lines);
    }

    private static String what(OptionalInt exitCode, @Nullable String killedFor, boolean outOfMemory) {
        if (killedFor != null) {
            return "was ended: " + killedFor;
        }
        if (outOfMemory) {
            return "ran out of memory: give it a larger ProcessOptions.maxHeap, or less work at once";
        }
        if (exitCode.isEmpty()) {
            return "does not end, although it was killed";
        }
        int code = exitCode.getAsInt();
        if (code == SIGNALLED + KILL) {
            return "was killed by signal 9, by somebody or by the operating system for want of memory";
        }
        if (code > SIGNALLED) {
            return "ended by signal " + (code - SIGNALLED);
        }
        return "exited with code " + code + ", which nobody asked for: an actor must not call System.exit";
    }
}
