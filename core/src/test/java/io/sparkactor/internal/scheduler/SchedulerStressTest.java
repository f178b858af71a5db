package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Short by default; {@code -Dspark.stress.millis=60000} makes each case run for a minute. */
class SchedulerStressTest {

    private static final int TURNS = 200;
    private static final long MILLIS = Long.getLong("spark.stress.millis", 500);

    private final AtomicReference<String> failure = new AtomicReference<>();
    private final Load[] loads = new Load[TURNS];
    private volatile boolean stop;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void turnsRunExactlyAsOftenAsMadeReadyAndNeverTwoAtOnce(int processors) {
        try (var running = new Running(processors)) {
            for (int i = 0; i < TURNS; i++) {
                loads[i] = new Load(running.scheduler);
            }
            long end = System.nanoTime() + MILLIS * 1_000_000;
            while (System.nanoTime() - end < 0 && failure.get() == null) {
                for (int i = 0; i < 20; i++) {
                    any().poke();
                }
                LockSupport.parkNanos(100_000);
            }
            stop = true;
            Running.until("quiet", running.scheduler::isQuiet);
            assertNull(failure.get());
            for (Load load : loads) {
                assertEquals(load.made.get(), load.ran.get());
                assertEquals(0, load.wanted.get());
            }
        }
    }

    private Load any() {
        return loads[ThreadLocalRandom.current().nextInt(TURNS)];
    }

    /** Made ready when it is first wanted, and again if it was wanted meanwhile, as an actor is. */
    private final class Load implements Turn {

        final AtomicInteger wanted = new AtomicInteger();
        final AtomicLong made = new AtomicLong();
        final AtomicLong ran = new AtomicLong();
        private final AtomicBoolean inside = new AtomicBoolean();
        private final PoolScheduler scheduler;

        Load(PoolScheduler scheduler) {
            this.scheduler = scheduler;
        }

        void poke() {
            if (wanted.getAndIncrement() == 0) {
                made.incrementAndGet();
                scheduler.ready(this);
            }
        }

        @Override
        public void run(TurnContext context) {
            if (!inside.compareAndSet(false, true)) {
                failure.set("two threads in one turn");
            }
            ran.incrementAndGet();
            int served = wanted.get();
            act(ThreadLocalRandom.current().nextInt(10_000));
            context.step();
            inside.set(false);
            if (wanted.addAndGet(-served) != 0) {
                made.incrementAndGet();
                scheduler.ready(this);
            }
        }

        private void act(int dice) {
            if (dice < 40) {
                LockSupport.parkNanos(dice * 100_000L);
            } else if (dice < 80) {
                ProductionHooks.instance().park(dice * 10_000L);
            } else if (dice < 82) {
                spin(ThreadLocalRandom.current().nextLong(30_000_000));
            } else if (dice < 120) {
                ask();
            } else if (dice < 130) {
                Thread.currentThread().interrupt();
            } else if (!stop) {
                for (int i = dice < 300 ? 20 : 1; i > 0; i--) {
                    any().poke();
                }
            }
        }

        private void ask() {
            var answered = new AtomicBoolean();
            Thread asker = Thread.currentThread();
            scheduler.ready(context -> {
                answered.set(true);
                LockSupport.unpark(asker);
            });
            while (!answered.get()) {
                ProductionHooks.instance().park(Long.MAX_VALUE);
            }
        }

        private static void spin(long nanos) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() - end < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
