package io.sparkactor.benchmarks.hog;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Actors that always have a message, and threads that ask another actor meanwhile. Driven by one thread. */
public final class HogRun {

    private static final Duration PAUSE = Duration.ofMillis(5);

    sealed interface Protocol {}

    record Again(int round) implements Protocol {}

    record End() implements Protocol {}

    record Echo(long number) implements Protocol, Request<Protocol, Long> {}

    static final class Hog extends Actor<Protocol> {

        private boolean ended;

        @Override
        protected void process(Message<Protocol> message) {
            switch (message.content()) {
                case Again(int round) when !ended -> tell(new Again(round + 1), self());
                case Again again -> {}
                case End() -> ended = true;
                case Echo echo -> message.reply(echo, echo.number());
            }
        }
    }

    private final int hogs;
    private final Duration each;
    private final AtomicLong late = new AtomicLong();

    /** A run with so many hogs, in which each kind of thread asks for so long. */
    public HogRun(int hogs, Duration each) {
        this.hogs = hogs;
        this.each = each;
    }

    /** Measures. */
    public List<Figure> figures() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Syndicate syndicate = Syndicate.open("hogs", config -> config.processors(2))) {
            ActorRef<Protocol> asked = syndicate.createActor(Hog::new);
            List<ActorRef<Protocol>> all = new ArrayList<>();
            for (int i = 0; i < hogs; i++) {
                all.add(syndicate.createActor(Hog::new));
                all.getLast().tell(new Again(0));
            }
            figures.addAll(Figure.latencies("ask by a platform thread", ask(Thread.ofPlatform(), asked)));
            figures.addAll(Figure.latencies("ask by a virtual thread", ask(Thread.ofVirtual(), asked)));
            figures.add(Figure.of("asks without a reply in 5 s", late.get(), 0, ""));
            all.forEach(hog -> hog.tell(new End()));
            Books.allProcessed(syndicate, 1);
            figures.add(Figure.of("messages of the hogs", syndicate.ledger().processed(), ""));
        }
        return figures;
    }

    private Latencies ask(Thread.Builder kind, ActorRef<Protocol> asked) throws InterruptedException {
        Latencies latencies = new Latencies();
        Thread asker = kind.name("asker").start(() -> {
            long start = System.nanoTime();
            long warm = start + each.toNanos() / 5;
            for (long now = start; now - start < each.toNanos(); now = System.nanoTime()) {
                if (now - warm > 0) {
                    latencies.start();
                }
                askOnce(asked, now, latencies);
                sleep();
            }
        });
        asker.join();
        return latencies;
    }

    private void askOnce(ActorRef<Protocol> asked, long now, Latencies latencies) {
        try {
            asked.ask(new Echo(now), Duration.ofSeconds(5));
        } catch (AskTimeoutException e) {
            late.incrementAndGet();
        }
        latencies.record(System.nanoTime() - now);
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
