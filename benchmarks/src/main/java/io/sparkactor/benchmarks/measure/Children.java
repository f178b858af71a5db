package io.sparkactor.benchmarks.measure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The child JVMs that run now: they end with this one, whatever ends it. Thread-safe. */
final class Children {

    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll));
    }

    private Children() {}

    /** A child was started. */
    static void began(Process child) {
        ALIVE.add(child);
        if (ending) {
            child.destroyForcibly(); // the hook may have missed it
        }
    }

    /** A child is gone. Does not return if that is because this JVM is ending: nobody is there to hear of its results. */
    static void ended(Process child) {
        ALIVE.remove(child);
        while (ending) {
            LockSupport.park();
        }
    }

    private static void endAll() {
        ending = true;
        ALIVE.forEach(Process::destroyForcibly);
    }
}
