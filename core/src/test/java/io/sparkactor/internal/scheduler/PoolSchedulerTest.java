package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PoolSchedulerTest {

    @Test
    void everyTurnRunsOnceForEachTimeItWasMadeReady() throws InterruptedException {
        try (var running = new Running(2)) {
            var done = new CountDownLatch(10_000);
            for (int i = 0; i < 100; i++) {
                var left = new AtomicInteger(100);
                running.ready(new Turn() {
                    @Override
                    public void run(TurnContext context) {
                        done.countDown();
                        if (left.decrementAndGet() > 0) {
                            running.ready(this);
                        }
                    }
                });
            }
            Running.await(done);
            Running.until("quiet", running.scheduler::isQuiet);
        }
    }

    @Test
    void noMoreWorkersAreSummonedThanAreMissing() {
        try (var running = new Running(3)) {
            var pool = running.scheduler.pool();
            pool.summon(3);
            assertTrue(pool.registry().live() <= 3);

            Running.until("all have come", () -> pool.coming() == 0);
            Running.until("none found anything to do", running.scheduler::isQuiet);
        }
    }

    @Test
    void turnsThatATurnMakesReadyBeyondTheRingAllRun() throws InterruptedException {
        try (var running = new Running(1)) {
            var done = new CountDownLatch(1_000);
            running.ready(context -> {
                for (int i = 0; i < 1_000; i++) {
                    running.ready(inner -> done.countDown());
                }
            });
            Running.await(done);
        }
    }

    @Test
    void turnsInTheRingRunBesideATurnThatAlwaysFillsTheSlot() throws InterruptedException {
        try (var running = new Running(1)) {
            var stop = new AtomicBoolean();
            var done = new CountDownLatch(1);
            running.ready(context -> {
                running.ready(inner -> done.countDown());
                running.ready(new Turn() {
                    @Override
                    public void run(TurnContext context) {
                        if (!stop.get()) {
                            running.ready(this);
                        }
                    }
                });
            });
            Running.await(done);
            stop.set(true);
        }
    }

    @Test
    void processorOfABlockedTurnGoesToTheNextTurn() throws InterruptedException {
        try (var running = new Running(1)) {
            var second = new CountDownLatch(1);
            var first = new CountDownLatch(1);
            running.ready(context -> {
                waitFor(second);
                first.countDown();
            });
            running.ready(context -> second.countDown());
            Running.await(first);
        }
    }

    @Test
    void turnInTheSlotOfABlockedTurnRuns() throws InterruptedException {
        try (var running = new Running(1)) {
            var inner = new CountDownLatch(1);
            var outer = new CountDownLatch(1);
            running.ready(context -> {
                running.ready(other -> inner.countDown());
                waitFor(inner);
                outer.countDown();
            });
            Running.await(outer);
        }
    }

    @Test
    void turnThatWaitsInTheFrameworkLetsOthersRun() throws InterruptedException {
        try (var running = new Running(1)) {
            var answered = new AtomicBoolean();
            var done = new CountDownLatch(1);
            running.ready(context -> {
                long steps = context.steps();
                running.ready(other -> {
                    answered.set(true);
                    ProductionHooks.instance().unpark(context.thread());
                });
                while (!answered.get()) {
                    ProductionHooks.instance().park(Long.MAX_VALUE);
                }
                assertTrue(context.steps() > steps);
                done.countDown();
            });
            Running.await(done);
        }
    }

    @Test
    void turnInTheSlotOfALongTurnRunsOnAFreeProcessor() throws InterruptedException {
        try (var running = new Running(2)) {
            var inner = new CountDownLatch(1);
            var outer = new CountDownLatch(1);
            running.ready(context -> {
                running.ready(other -> inner.countDown());
                while (inner.getCount() > 0) {
                    context.step(); // no runaway, unless the operating system lets it stand for long
                }
                outer.countDown();
            });
            Running.await(outer);
        }
    }

    @Test
    void longTurnIsAskedToEndWhileOthersWait() throws InterruptedException {
        try (var running = new Running(1)) {
            var asked = new CountDownLatch(1);
            running.ready(context -> {
                running.ready(other -> {});
                while (!context.turnEndRequested()) {
                    context.step();
                }
                asked.countDown();
            });
            Running.await(asked);
        }
    }

    @Test
    void requestToEndIsForgottenBeforeTheNextTurn() throws InterruptedException {
        try (var running = new Running(1)) {
            var seen = new AtomicReference<Boolean>();
            var done = new CountDownLatch(1);
            running.ready(context -> {
                context.requestTurnEnd();
                running.ready(next -> {
                    seen.set(next.turnEndRequested());
                    done.countDown();
                });
            });
            Running.await(done);
            assertEquals(false, seen.get());
        }
    }

    @Test
    void interruptDoesNotReachTheNextTurn() throws InterruptedException {
        try (var running = new Running(1)) {
            var seen = new AtomicReference<Boolean>();
            var done = new CountDownLatch(1);
            running.ready(context -> {
                Thread.currentThread().interrupt();
                running.ready(next -> {
                    seen.set(Thread.currentThread().isInterrupted());
                    done.countDown();
                });
            });
            Running.await(done);
            assertEquals(false, seen.get());
        }
    }

    @Test
    void turnThatThrowsDoesNotEndItsWorker() throws InterruptedException {
        try (var running = new Running(1)) {
            var done = new CountDownLatch(1);
            running.ready(context -> {
                running.ready(next -> done.countDown());
                throw new IllegalStateException("thrown by a test, to be logged");
            });
            Running.await(done);
        }
    }

    @Test
    void runningTurnsAreThoseInsideRunBlockedOnesIncluded() throws InterruptedException {
        try (var running = new Running(1)) {
            var entered = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            Turn turn = context -> {
                entered.countDown();
                waitFor(release);
            };
            running.ready(turn);
            Running.await(entered);
            assertEquals(List.of(turn), running.scheduler.runningTurns());
            release.countDown();
            Running.until("no turn runs", () -> running.scheduler.runningTurns().isEmpty());
        }
    }

    @Test
    void neverQuietWhileATurnIsReadyOrRuns() {
        try (var running = new Running(2)) {
            for (int i = 0; i < 2_000; i++) {
                var ran = new AtomicBoolean();
                running.ready(context -> running.ready(inner -> ran.set(true)));
                Running.until("quiet", running.scheduler::isQuiet);
                assertTrue(ran.get(), "quiet before the turn had run");
            }
        }
    }

    @Test
    void notQuietWhileATurnIsBlocked() throws InterruptedException {
        try (var running = new Running(2)) {
            var entered = new CountDownLatch(1);
            var release = new CountDownLatch(1);
            running.ready(context -> {
                entered.countDown();
                waitFor(release);
            });
            Running.await(entered);
            for (int i = 0; i < 1_000; i++) {
                assertFalse(running.scheduler.isQuiet());
            }
            release.countDown();
            Running.until("quiet", running.scheduler::isQuiet);
        }
    }

    @Test
    void closedSchedulerEndsItsThreadsAndStillRunsWhatIsMadeReady() throws InterruptedException {
        var running = new Running(2);
        var done = new CountDownLatch(1);
        running.ready(context -> done.countDown());
        Running.await(done);
        running.close();
        running.close();
        assertTrue(running.ended.get() > 0);
        var late = new CountDownLatch(1);
        running.ready(context -> late.countDown());
        Running.await(late);
        Running.until("terminated again", running.scheduler::isTerminated);
    }

    @Test
    void closedSchedulerIsTerminatedOnlyWhenItsLastTurnHasEnded() throws InterruptedException {
        var running = new Running(1);
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var worker = new AtomicReference<Thread>();
        running.ready(context -> {
            worker.set(context.thread());
            entered.countDown();
            waitFor(release);
        });
        Running.await(entered);
        running.scheduler.close();
        assertFalse(running.scheduler.isTerminated());
        assertSame(true, worker.get().isAlive());
        release.countDown();
        Running.until("terminated", running.scheduler::isTerminated);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            Running.await(latch);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
