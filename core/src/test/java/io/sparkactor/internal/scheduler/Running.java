package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** An open scheduler with a listener that remembers, for tests. Thread-safe. */
final class Running implements SchedulerListener, AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(20);

    final PoolScheduler scheduler;
    final ConcurrentLinkedQueue<Turn> evicted = new ConcurrentLinkedQueue<>();
    final AtomicInteger ended = new AtomicInteger();

    Running(int processors) {
        this(processors, CarrierPool.shared());
    }

    Running(int processors, CarrierPool carriers) {
        scheduler = PoolScheduler.open(
                ProductionHooks.instance(), new SchedulerSettings("test", processors, this), carriers);
    }

    void ready(Turn turn) {
        scheduler.ready(turn);
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(DEADLINE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError("not done within " + DEADLINE + ", still to go: " + latch.getCount());
        }
    }

    /** Waits for a state that nobody signals. */
    static void until(String what, BooleanSupplier state) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + DEADLINE + ": " + what);
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void turnEvicted(Turn turn, Duration ran) {
        evicted.add(turn);
    }

    @Override
    public void threadEnded(TurnContext context) {
        ended.incrementAndGet();
    }

    @Override
    public void close() {
        scheduler.close();
        until("terminated", scheduler::isTerminated);
    }
}
