package io.sparkactor.promises;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Threads outside of all actors that begin at once; what one of them throws fails the test. For the thread of the test. */
final class Crew {

    /** What a member does. */
    @FunctionalInterface
    interface Work {
        void run(int member) throws Exception;
    }

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Gate begin = new Gate();

    private Crew() {}

    /** Starts so many platform threads, which begin together. */
    static Crew start(int members, Work work) {
        return start(members, Thread.ofPlatform().daemon(), work);
    }

    /** Starts so many virtual threads, which begin together. */
    static Crew startVirtual(int members, Work work) {
        return start(members, Thread.ofVirtual(), work);
    }

    /** Does the work on so many platform threads and waits for their end. */
    static void run(int members, Work work) {
        start(members, work).join();
    }

    private static Crew start(int members, Thread.Builder builder, Work work) {
        var crew = new Crew();
        for (int i = 0; i < members; i++) {
            int member = i;
            crew.threads.add(builder.start(() -> crew.work(work, member)));
        }
        crew.begin.open();
        return crew;
    }

    private void work(Work work, int member) {
        try {
            begin.await();
            work.run(member);
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
        }
    }

    /** Interrupts all. */
    void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Waits for the end of all, and throws what one of them threw. */
    void join() {
        join(Duration.ZERO);
    }

    /** Waits for the end of all, who work for so long at least, and throws what one of them threw. */
    void join(Duration work) {
        try {
            for (Thread thread : threads) {
                if (!thread.join(Gate.PATIENCE.plus(work))) {
                    throw new AssertionError(
                            "a thread of the test did not end; it stands at " + List.of(thread.getStackTrace()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the threads of the test", e);
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("a thread of the test failed: " + thrown, thrown);
        }
    }
}
