package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;

/** Virtual threads that sleep, one message for each sleep. Driven by one thread. */
public final class ThreadSleepers extends ThreadContender {

    record Sleep(long times, Finish finish) {}

    static final class Sleeper extends ThreadActor<Sleep> {

        @Override
        protected void process(Sleep sleep) throws InterruptedException {
            Thread.sleep(Grain.SLEEP);
            if (sleep.times() > 1) {
                tell(new Sleep(sleep.times() - 1, sleep.finish()));
            } else {
                sleep.finish().reached();
            }
        }
    }

    private final List<Sleeper> actors = new ArrayList<>();

    /** So many actors. */
    public ThreadSleepers(int size) {
        for (int i = 0; i < size; i++) {
            actors.add(start(new Sleeper()));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long times = operations / actors.size();
        actors.forEach(actor -> actor.tell(new Sleep(times, finish)));
    }

    @Override
    public long parties(long operations) {
        return actors.size();
    }
}
