package io.sparkactor.remote.internal.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** What every step of reading foreign bytes must keep to: little time and little memory. Stateless. */
public final class Bounded {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Of the processor, so that a machine that does other things too makes no difference. */
    private static final long MOST_NANOS = 100_000_000;

    /** For texts of exceptions and their stack traces. */
    private static final long FLAT_BYTES = 256 << 10;

    /** A byte of CBOR is an object at worst, with its place in a list that has grown. */
    private static final long EACH_BYTE = 200;

    /** The first time that something happens, classes are loaded and compiled for it. */
    private static final int TRIES = 3;

    private Bounded() {}

    /**
     * Runs something, again if it took too much, and fails if it always does.
     *
     * @param bytes how many bytes it reads
     */
    public static void run(int bytes, Runnable step) {
        String found = null;
        for (int i = 0; i == 0 || i < TRIES && found != null; i++) {
            found = tooMuch(bytes, step);
        }
        if (found != null) {
            throw new AssertionError("it takes " + found);
        }
    }

    private static @Nullable String tooMuch(int bytes, Runnable step) {
        long nanos = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        step.run();
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        nanos = THREADS.getCurrentThreadCpuTime() - nanos;
        return nanos <= MOST_NANOS && allocated <= FLAT_BYTES + EACH_BYTE * bytes
                ? null
                : nanos / 1_000_000 + " ms and " + allocated + " bytes of memory for " + bytes + " bytes";
    }

    /** A refusal has a text that is not endless. */
    public static void saysSomething(Exception refusal) {
        String text = String.valueOf(refusal.getMessage());
        if (text.isBlank() || text.length() > 2_000) {
            throw new AssertionError("a refusal with the text " + text, refusal);
        }
    }
}
