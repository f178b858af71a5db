package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

class RunawayTest {

    private static final VirtualThreadSchedulerMXBean CARRIERS =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

    @Test
    void runawayTurnLosesItsProcessorAndTheListenerIsTold() throws InterruptedException {
        try (var running = new Running(1)) {
            var next = new CountDownLatch(1);
            Turn runaway = context -> spinUntil(next);
            running.ready(runaway);
            running.ready(context -> next.countDown());
            Running.await(next);
            Running.until("the listener is told", () -> running.evicted.contains(runaway));
        }
    }

    @Test
    void evictedTurnMayNotTakeAProcessorAgain() throws InterruptedException {
        try (var running = new Running(1)) {
            var checked = new CountDownLatch(1);
            var took = new AtomicBoolean();
            running.ready(context -> {
                while (running.evicted.isEmpty()) {
                    running.ready(other -> {});
                    pause();
                }
                for (int i = 0; i < 1_000; i++) {
                    running.ready(other -> {});
                    took.compareAndSet(false, owns(running, context));
                    pause();
                }
                checked.countDown();
            });
            Running.await(checked);
            assertFalse(took.get());
        }
    }

    private static boolean owns(Running running, TurnContext context) {
        Processors processors = running.scheduler.parts();
        return IntStream.range(0, processors.count())
                .anyMatch(i -> processors.get(i).owner() == context);
    }

    @Test
    void lentProcessorsAreTakenBackWhenTheRunawayHasEnded() throws InterruptedException {
        try (var running = new Running(1)) {
            var stop = new AtomicBoolean();
            var let = new AtomicBoolean();
            running.ready(context -> {
                while (!let.get()) {
                    Thread.onSpinWait();
                }
            });
            for (int i = 0; i < 4; i++) {
                running.ready(new AlwaysReady(running, stop));
            }
            Processors processors = running.scheduler.parts();
            Running.until("a lent one is held", () -> processors.get(1).owner() != null);
            let.set(true);
            Running.until(
                    "it is taken back",
                    () -> !processors.isOpen(1) && processors.get(1).owner() == null);
            stop.set(true);
        }
    }

    @Test
    void aTurnWhoseLentProcessorIsTakenBackIsARunawayAllTheSame() throws InterruptedException {
        try (var running = new Running(1)) {
            var first = new CountDownLatch(1);
            var others = new CountDownLatch(1);
            var together = new CountDownLatch(3);
            running.ready(spinning(together, first));
            Turn second = spinning(together, others);
            Turn third = spinning(together, others);
            running.ready(second);
            running.ready(third);
            Running.await(together);

            first.countDown(); // one processor is left for two, and nobody waits for it
            Running.until(
                    "the listener is told of one of them",
                    () -> running.evicted.contains(second) || running.evicted.contains(third));
            others.countDown();
        }
    }

    private static Turn spinning(CountDownLatch begun, CountDownLatch end) {
        return context -> {
            begun.countDown();
            spinUntil(end);
        };
    }

    private record AlwaysReady(Running running, AtomicBoolean stop) implements Turn {

        @Override
        public void run(TurnContext context) {
            if (!stop.get()) {
                running.ready(this);
            }
        }
    }

    @Test
    void whatAnEvictedTurnMakesReadyRuns() throws InterruptedException {
        try (var running = new Running(1)) {
            var done = new CountDownLatch(100);
            running.ready(context -> {
                while (running.evicted.isEmpty()) {
                    running.ready(other -> {});
                    pause();
                }
                for (int i = 0; i < 100; i++) {
                    running.ready(other -> done.countDown());
                }
                spinUntil(done);
            });
            Running.await(done);
        }
    }

    @Test
    void endlessTurnsOnEveryCarrierDoNotStopOthersAndCarriersAreGivenBack() throws InterruptedException {
        int base = CARRIERS.getParallelism();
        var stop = new AtomicBoolean();
        try (var running = new Running(2)) {
            for (int i = 0; i < base + 2; i++) {
                running.ready(context -> {
                    while (!stop.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            var done = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                running.ready(context -> {
                    LockSupport.parkNanos(5_000_000); // blocked in user code: its thread needs a carrier to come back
                    done.countDown();
                });
            }
            Running.await(done);
            assertTrue(CARRIERS.getParallelism() > base);
            stop.set(true);
            Running.until("carriers are given back", () -> CARRIERS.getParallelism() == base);
        }
    }

    @Test
    void virtualThreadsOfTheUserThatSpinDoNotStopActors() throws InterruptedException {
        int base = CARRIERS.getParallelism();
        var stop = new AtomicBoolean();
        var spinning = new CountDownLatch(base);
        for (int i = 0; i < base; i++) {
            Thread.ofVirtual().start(() -> {
                spinning.countDown();
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            });
        }
        try (var running = new Running(2)) {
            Running.await(spinning);
            var done = new CountDownLatch(1);
            running.ready(context -> done.countDown());
            Running.await(done);
            stop.set(true);
        } finally {
            stop.set(true);
        }
        Running.until("carriers are given back", () -> CARRIERS.getParallelism() == base);
    }

    @Test
    void virtualThreadsOfTheUserRunBesideTurnsThatAreAlwaysReady() throws InterruptedException {
        try (var running = new Running(CARRIERS.getParallelism())) {
            var stop = new AtomicBoolean();
            for (int i = 0; i < 4 * CARRIERS.getParallelism(); i++) {
                running.ready(new AlwaysReady(running, stop));
            }
            var done = new CountDownLatch(100);
            Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 100; i++) {
                    LockSupport.parkNanos(1_000);
                    done.countDown();
                }
            });
            Running.await(done);
            stop.set(true);
        }
    }

    @Test
    void platformThreadsRunNewTurnsWhereCarriersCannotBeAdded() throws InterruptedException {
        var stop = new AtomicBoolean();
        try (var running = new Running(2, new CarrierPool(false))) {
            var spinning = new CountDownLatch(CARRIERS.getParallelism());
            for (int i = 0; i < CARRIERS.getParallelism(); i++) {
                running.ready(context -> {
                    spinning.countDown();
                    while (!stop.get()) {
                        Thread.onSpinWait();
                    }
                });
            }
            Running.await(spinning);
            var onPlatform = new AtomicInteger();
            var done = new CountDownLatch(10);
            for (int i = 0; i < 10; i++) {
                running.ready(context -> {
                    onPlatform.addAndGet(context.thread().isVirtual() ? 0 : 1);
                    done.countDown();
                });
            }
            Running.await(done);
            assertEquals(10, onPlatform.get());
            stop.set(true);
        } finally {
            stop.set(true);
        }
    }

    private static void spinUntil(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void pause() {
        for (int i = 0; i < 100; i++) {
            Thread.onSpinWait();
        }
    }
}
