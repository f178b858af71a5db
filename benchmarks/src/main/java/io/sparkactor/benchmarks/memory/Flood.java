package io.sparkactor.benchmarks.memory;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Endpoint;
import io.sparkactor.Ledger;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Pacer;
import io.sparkactor.benchmarks.measure.Warnings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An outside producer that is faster than whoever should receive. Driven by one thread. */
public final class Flood {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int EACH_PERIOD = 1000;

    /** How many times as fast as the consumer the producer is to be. */
    private static final int FACTOR = 10;

    /** How long the consumer takes for a message at least, so that it never handles more than a tenth of what is due to be sent. */
    private static final long HANDLING = FACTOR * PERIOD / EACH_PERIOD;

    private static final int PAYLOAD = 64;

    sealed interface Protocol {}

    record Item(long number, byte[] payload) implements Protocol {}

    static final class Consumer extends Actor<Protocol> {

        private long last = -1;

        @Override
        protected void process(Message<Protocol> message) {
            switch (message.content()) {
                case Item item -> {
                    if (item.number() <= last) {
                        throw new IllegalStateException("message " + item.number() + " came behind " + last);
                    }
                    last = item.number();
                    for (long end = System.nanoTime() + HANDLING; System.nanoTime() - end < 0; ) {
                        Thread.onSpinWait();
                    }
                }
            }
        }
    }

    private final Duration duration;
    private final Warnings warnings = new Warnings();
    private long offered;
    private long refused;
    private long mostQueued;
    private long mostHeap;
    private double floodSeconds;
    private long processedInTime;

    /** A flood of this length. */
    public Flood(Duration duration) {
        this.duration = duration;
    }

    /** Floods an actor that handles 100,000 messages a second and holds a thousand with a million a second. */
    public List<Figure> consumer(Bounded policy) throws InterruptedException {
        return consumer(policy.mailbox(), policy.senderWaits());
    }

    /** Floods an actor without a bound that handles 100,000 messages a second with a million a second. */
    public List<Figure> consumer() throws InterruptedException {
        return consumer(Mailbox.unbounded(), false);
    }

    private List<Figure> consumer(Mailbox<Object> mailbox, boolean senderWaits) throws InterruptedException {
        try (warnings;
                Syndicate syndicate = Syndicate.open("flood")) {
            ActorRef<Protocol> consumer =
                    syndicate.createActor(ActorSpec.of(Consumer::new).mailbox(mailbox));
            flood(syndicate, number -> consumer.tell(item(number)).accepted());
            List<Figure> figures = figures(syndicate, Books.balanced(syndicate));
            figures.addAll(1, rates(senderWaits));
            return figures;
        }
    }

    /** Floods an inbox that nobody reads with a million messages a second. */
    public List<Figure> inbox() throws InterruptedException {
        try (warnings;
                Syndicate syndicate = Syndicate.open("flood");
                Endpoint endpoint = syndicate.endpoint()) {
            flood(syndicate, number -> endpoint.ref().tell(item(number)).accepted());
            return figures(syndicate, syndicate.ledger());
        }
    }

    /** Sends a message. */
    private interface Send {
        boolean send(long number);
    }

    private static Item item(long number) {
        return new Item(number, new byte[PAYLOAD]);
    }

    private void flood(Syndicate syndicate, Send send) throws InterruptedException {
        long start = System.nanoTime();
        try (Pacer pacer = Pacer.start("flood", PERIOD, due -> {
            for (int i = 0; i < EACH_PERIOD; i++) {
                if (!send.send(offered++)) {
                    refused++;
                }
            }
        })) {
            long end = start + duration.toNanos();
            while (System.nanoTime() - end < 0 && pacer.isAlive()) {
                Thread.sleep(50);
                mostQueued = Math.max(mostQueued, syndicate.ledger().inFlight());
                mostHeap = Math.max(mostHeap, heap().getUsed());
            }
            if (!pacer.isAlive()) {
                throw new IllegalStateException("the producer has died after " + offered + " messages");
            }
        }
        floodSeconds = (System.nanoTime() - start) / 1e9;
        processedInTime = syndicate.ledger().processed();
    }

    /**
     * How fast the consumer was during the flood, its start included; what it handles behind the last offer does not count. A producer
     * that waits for a place offers no more than is handled: there the lead is that of what was due.
     */
    private List<Figure> rates(boolean senderWaits) {
        double due = EACH_PERIOD * floodSeconds * 1e9 / PERIOD;
        return List.of(
                Figure.of("processed a second during the flood", Math.rint(processedInTime / floodSeconds), ""),
                Figure.atLeast(
                        (senderWaits ? "due" : "offered") + " a second / processed a second",
                        (senderWaits ? due : offered) / processedInTime,
                        FACTOR,
                        ""));
    }

    private List<Figure> figures(Syndicate syndicate, Ledger ledger) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("offered a second, of 1,000,000 that were due", Math.rint(offered / floodSeconds), ""));
        figures.add(Figure.of("offered", ledger.offered(), ""));
        figures.add(Figure.of("accepted", ledger.accepted(), ""));
        figures.add(Figure.of("refused", ledger.refused(), ""));
        figures.add(Figure.of("processed", ledger.processed(), ""));
        figures.add(Figure.of("dead-lettered", ledger.deadLettered(), ""));
        figures.add(Figure.of("in flight at the end", ledger.inFlight(), ""));
        figures.add(Figure.of("most in flight, of a look every 50 ms", mostQueued, ""));
        figures.add(Figure.of("most heap in use, of a look every 50 ms", mostHeap / 1e6, heap().getMax() / 1e6, "MB"));
        figures.add(Figure.of("warnings logged", warnings.count(), ""));
        figures.add(Figure.of("failed handlings", ledger.failed(), 0, ""));
        figures.add(Figure.of("offers that the ledger does not know", Math.abs(offered - ledger.offered()), 0, ""));
        figures.add(Figure.of("refusals that the ledger does not know", Math.abs(refused - ledger.refused()), 0, ""));
        figures.add(Figure.of("ledgers that are not balanced", ledger.balanced() ? 0 : 1, 0, ""));
        figures.add(Figure.of("dead letters kept", syndicate.deadLetters().size(), 1024, ""));
        return figures;
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }
}
