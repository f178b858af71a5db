package io.sparkactor.benchmarks.process;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;

/**
 * The JVM of the round trips: the floor and the asks of a process actor take turns, a tenth of a second each, so that what the machine does
 * meanwhile meets all alike. Driven by the main thread.
 */
public final class RoundTripRun {

    private static final int SIZE = 1024;
    private static final long SLICE = 100_000_000;
    private static final double ROOM = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private RoundTripRun() {}

    /** One round trip, however. */
    private interface Trip {
        void make() throws Exception;
    }

    /** A slice of asks by an actor. */
    private record Slice(ActorRef<Bench> worker, Latencies latencies) implements Request<Slice, Integer> {}

    /** Prints the figures; the argument is for how many seconds each kind is measured. */
    public static void main(String[] args) throws Exception {
        int slices = Integer.parseInt(args[0]) * 10;
        Latencies floor = new Latencies();
        Latencies actor = new Latencies();
        Latencies platform = new Latencies();
        Latencies virtual = new Latencies();
        List<Latencies> all = List.of(floor, actor, platform, virtual);
        try (BareEcho echo = new BareEcho(SIZE);
                Syndicate syndicate = Syndicate.open("round-trips")) {
            ActorRef<Bench> worker = syndicate.createActor(BenchWorker.spec());
            ActorRef<Slice> asker = syndicate.createActor(Slice.class, RoundTripRun::askAsActor);
            Trip ask = () -> ask(worker);
            for (int i = -slices; i < slices; i++) {
                if (i == 0) {
                    all.forEach(Latencies::start);
                }
                slice(echo::echo, floor);
                asker.ask(new Slice(worker, actor), PATIENCE);
                on(Thread.ofPlatform(), ask, platform);
                on(Thread.ofVirtual(), ask, virtual);
            }
            Books.allProcessed(syndicate, 1);
        }
        print(floor, actor, platform, virtual);
    }

    private static void askAsActor(ActorContext<Slice> context, Message<Slice> message) throws Exception {
        Slice slice = message.content();
        slice(() -> ask(slice.worker()), slice.latencies());
        message.reply(slice, 0);
    }

    private static void ask(ActorRef<Bench> worker) {
        int length = worker.ask(new Bench.Echo(new byte[SIZE]), PATIENCE).length;
        if (length != SIZE) {
            throw new IllegalStateException(length + " bytes came back");
        }
    }

    private static void on(Thread.Builder kind, Trip trip, Latencies latencies) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            slice(trip, latencies);
            return null;
        });
        kind.start(task);
        task.get();
    }

    private static void slice(Trip trip, Latencies latencies) throws Exception {
        long start = System.nanoTime();
        long before = start;
        while (before - start < SLICE) {
            trip.make();
            long now = System.nanoTime();
            latencies.record(now - before);
            before = now;
        }
    }

    private static void print(Latencies floor, Latencies actor, Latencies platform, Latencies virtual) {
        double bar = floor.micros(50) + ROOM;
        List<Figure> figures = new ArrayList<>(Figure.micros("floor: two bare JVMs", floor, 50, 99));
        figures.add(Figure.of("ask by an actor, p50", actor.micros(50), bar, "µs"));
        figures.add(Figure.of("ask by an actor, p99", actor.micros(99), "µs"));
        figures.add(Figure.of("ask by a platform thread, p50", platform.micros(50), bar, "µs"));
        figures.add(Figure.of("ask by a platform thread, p99", platform.micros(99), "µs"));
        figures.add(Figure.of("ask by a virtual thread, p50", virtual.micros(50), bar, "µs"));
        figures.add(Figure.of("ask by a virtual thread, p99", virtual.micros(99), "µs"));
        figures.forEach(figure -> ChildJvm.result(figure.line()));
    }
}
