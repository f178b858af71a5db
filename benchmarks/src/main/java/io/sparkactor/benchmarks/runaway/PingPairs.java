package io.sparkactor.benchmarks.runaway;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Pacer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Pairs of actors that send a ping to and fro, each pair once in a millisecond, in an open loop. A round trip counts from the moment
 * when it was due to the moment when the first actor handles the answer. Thread-safe.
 */
final class PingPairs implements Probe {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);

    sealed interface Protocol {}

    /** Told to the first actor of a pair. */
    record Due(long nanos, long sent, boolean counts) implements Protocol {}

    /** Told to the second. */
    record Ping(Due due) implements Protocol {}

    /** Told to the first again. */
    record Pong(Due due) implements Protocol {}

    final class First extends Actor<Protocol> {

        private final ActorRef<Protocol> second;

        private First(ActorRef<Protocol> second) {
            this.second = second;
        }

        @Override
        protected void process(Message<Protocol> message) {
            switch (message.content()) {
                case Due due -> tell(new Ping(due), second);
                case Pong(Due due)
                when due.counts() -> {
                    long now = System.nanoTime();
                    roundTrips.keep(now - due.nanos());
                    sinceSent.keep(now - due.sent());
                    answered.increment();
                }
                case Pong pong -> answered.increment();
                case Ping ping -> throw new IllegalStateException("a ping came back");
            }
        }
    }

    static final class Second extends Actor<Protocol> {

        @Override
        protected void process(Message<Protocol> message) {
            if (message.content() instanceof Ping(Due due)) {
                message.reply(new Pong(due));
            }
        }
    }

    private final Latencies roundTrips = new Latencies();
    private final Latencies sinceSent = new Latencies();
    private final LongAdder answered = new LongAdder();
    private final List<ActorRef<Protocol>> firsts = new ArrayList<>();
    private final double barOfP99;
    private final double barOfMax;
    private final Pacer pacer;
    private long sent;
    private volatile boolean measured;

    /** So many pairs in a syndicate; their pings begin at once. */
    PingPairs(Syndicate syndicate, int pairs, double barOfP99, double barOfMax) {
        this.barOfP99 = barOfP99;
        this.barOfMax = barOfMax;
        for (int i = 0; i < pairs; i++) {
            ActorRef<Protocol> second = syndicate.createActor(Second::new);
            firsts.add(syndicate.createActor(() -> new First(second)));
        }
        pacer = Pacer.start("pings", PERIOD, this::send);
    }

    private void send(long due) {
        firsts.forEach(first -> first.tell(new Due(due, System.nanoTime(), measured)));
        sent += firsts.size();
    }

    @Override
    public void measure() {
        pacer.lateness().restart();
        measured = true;
    }

    @Override
    public void end() {
        measured = false;
        pacer.close();
    }

    @Override
    public boolean isDone() {
        return sent == answered.sum();
    }

    @Override
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>(Figure.latencies("ping round trip", roundTrips, barOfP99, barOfMax));
        figures.addAll(Figure.latencies("since the pacer sent it", sinceSent));
        figures.add(Figure.of("pings without an answer", sent - answered.sum(), 0, ""));
        figures.add(Figure.of("the pacer's own lateness, p99", pacer.lateness().millis(99), "ms"));
        figures.add(Figure.of("the pacer's own lateness, max", pacer.lateness().longestMillis(), "ms"));
        return figures;
    }
}
