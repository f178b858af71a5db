package io.sparkactor.internal.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EvictionListenerTest {

    private final List<Turn> told = new CopyOnWriteArrayList<>();

    @Test
    void aListenerThatFailsIsToldOfEachEvictionOnce() throws InterruptedException {
        var settings = new SchedulerSettings("test", 1, new Failing());
        var scheduler = PoolScheduler.open(ProductionHooks.instance(), settings, CarrierPool.shared());
        var runaway = new Spinning();
        try {
            scheduler.ready(runaway);
            Running.await(runaway.begun);
            scheduler.ready(context -> {}); // somebody waits
            Running.until("it is told of", () -> !told.isEmpty());
            runaway.end.countDown();
            Running.until(
                    "the monitor has looked again", () -> !scheduler.parts().isOpen(1));
        } finally {
            runaway.end.countDown();
            scheduler.close();
            Running.until("terminated", scheduler::isTerminated);
        }
        assertEquals(List.of(runaway), told);
    }

    private static final class Spinning implements Turn {

        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void run(TurnContext context) {
            begun.countDown();
            while (end.getCount() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    private final class Failing implements SchedulerListener {

        @Override
        public void turnEvicted(Turn turn, Duration ran) {
            told.add(turn);
            throw new IllegalStateException("on purpose");
        }

        @Override
        public void threadEnded(TurnContext context) {
            // nothing to let go of
        }
    }
}
