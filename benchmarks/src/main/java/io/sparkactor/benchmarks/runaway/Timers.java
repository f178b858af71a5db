package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Timers, and how late they are: in the actor that gets the tick, and where they fire. The first is measured by actors that set their
 * next timer at each tick; the second by an entry of a timer service of the same kind, as the actors' own is not to be seen from
 * outside. Thread-safe.
 */
final class Timers implements Probe {

    private static final Duration DELAY = Duration.ofMillis(10);

    record Tick(long due) {}

    final class Ticking extends Actor<Tick> {

        @Override
        protected void preStart() {
            set();
        }

        @Override
        protected void process(Message<Tick> message) {
            ticks.record(System.nanoTime() - message.content().due());
            if (!ended) {
                set();
            }
        }

        private void set() {
            scheduleAfter(DELAY, new Tick(System.nanoTime() + DELAY.toNanos()));
        }
    }

    private final class Entry extends TimerEntry {

        private long due = System.nanoTime() + DELAY.toNanos();

        @Override
        public void fire() {
            long now = System.nanoTime();
            fires.record(now - due);
            due = now + DELAY.toNanos();
            service.schedule(this, due);
        }
    }

    private final Latencies ticks = new Latencies();
    private final Latencies fires = new Latencies();
    private final TimerService service = RuntimeHooks.production().openTimers("probe");
    private final double bar;
    private volatile boolean ended;

    /** So many actors with a timer each; none should be later than the bar, in milliseconds. */
    Timers(Syndicate syndicate, int count, double bar) {
        this.bar = bar;
        for (int i = 0; i < count; i++) {
            syndicate.createActor(() -> new Ticking());
        }
        Entry entry = new Entry();
        service.schedule(entry, entry.due);
    }

    @Override
    public void measure() {
        ticks.start();
        fires.start();
    }

    @Override
    public void end() {
        ended = true;
        ticks.stop();
        service.close();
    }

    @Override
    public boolean isDone() {
        return true;
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(Figure.latencies("tick reaches its actor late", ticks, bar, bar));
        figures.addAll(Figure.latencies("timer fires late", fires, bar, bar));
        return figures;
    }
}
