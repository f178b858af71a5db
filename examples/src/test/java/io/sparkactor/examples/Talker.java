package io.sparkactor.examples;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.EventSubscription;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent.ConnectionChanged;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.Remote;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * One of two systems that send each other numbers by a relay: {@code NAME PEER RELAY COUNT MILLIS}.
 *
 * <p>It says {@code ready} when it is with the relay, {@code lost}, {@code back} and {@code
 * through} with the milliseconds of the clock whenever the relay goes, is there again, and brings a
 * number again, {@code done} when all has come and all is acknowledged, or 20 s are over. It begins
 * at the first line that it is told and ends at the second, with its books; also at the end of its
 * input, thus when whoever has started it is gone.
 */
final class Talker {

    /** The environment variable with the secret of the relay. */
    static final String SECRET = "RELAY_SECRET";

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Syndicate syndicate;
    private final SystemId peer;
    private final Numbers numbers = new Numbers();
    private boolean here = true;

    private Talker(Syndicate syndicate, String peer) {
        this.syndicate = syndicate;
        this.peer = SystemId.ofName(peer);
    }

    /** Takes numbers, each of which must be one more than the last. */
    static final class Numbers extends Actor<Long> {

        private volatile long count;
        private volatile String fault = "";
        private volatile boolean returned;

        @Override
        protected void process(Message<Long> message) {
            long number = message.content();
            long due = count;
            if (number != due && fault.isEmpty()) {
                fault = number + "_in_place_of_" + due;
            }
            count = due + 1;
            if (returned) {
                returned = false;
                say("through", System.currentTimeMillis());
            }
        }
    }

    private static void say(String what, long millis) {
        System.out.println(what + " " + millis);
    }

    /** Called for one event after the other. */
    private void changed(ConnectionState state) {
        if (here && state == ConnectionState.DISCONNECTED) {
            here = false;
            say("lost", System.currentTimeMillis());
        } else if (!here && state == ConnectionState.CONNECTED) {
            here = true;
            say("back", System.currentTimeMillis());
            numbers.returned = true;
        }
    }

    /** Sends so many numbers, spread over the time. */
    private void send(long messages, long nanos) {
        ActorRef<Long> ref = syndicate.ref(peer, "numbers", Long.class);
        long start = System.nanoTime();
        for (long sent = 0; sent < messages; ) {
            long due = Math.min(messages, messages * (System.nanoTime() - start) / nanos + 1);
            while (sent < due && ref.tell(sent).accepted()) {
                sent++;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private long health(ToLongFunction<TransportHealth> figure) {
        return syndicate.transportHealth().values().stream().mapToLong(figure).sum();
    }

    /** Waits until all has come and is acknowledged, or long enough: then the books tell. */
    private void awaitAll(long messages) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE_NANOS
                && (numbers.count < messages || open() > 0)) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private long open() {
        return syndicate.ledger().inFlight() + health(TransportHealth::unacknowledged);
    }

    private String books() {
        Ledger books = syndicate.ledger();
        return "books received=%d fault=%s sent=%d dead=%d open=%d balanced=%s"
                .formatted(
                        numbers.count,
                        numbers.fault,
                        books.accepted() - numbers.count,
                        books.deadLettered(),
                        open(),
                        books.balanced());
    }

    static void main(String[] arguments) throws IOException {
        long messages = Long.parseLong(arguments[3]);
        long millis = Long.parseLong(arguments[4]);
        try (var syndicate =
                Syndicate.open(
                        arguments[0], c -> c.remote(Remote.tcp().secret("of the two systems")))) {
            var talker = new Talker(syndicate, arguments[1]);
            syndicate.createActor(ActorSpec.of(() -> talker.numbers).named("numbers"));
            Connection relay =
                    syndicate.connectRelay(URI.create(arguments[2]), System.getenv(SECRET));
            if (!relay.awaitConnected(Duration.ofSeconds(30))) {
                throw new IllegalStateException("no connection to " + arguments[2]);
            }
            EventSubscription _ =
                    syndicate.subscribe(
                            ConnectionChanged.class,
                            event -> {
                                if (event.peer().equals(relay.peer())) {
                                    talker.changed(event.state());
                                }
                            });
            System.out.println("ready");
            var sender =
                    Thread.ofPlatform()
                            .daemon()
                            .unstarted(() -> {
                                talker.send(messages, TimeUnit.MILLISECONDS.toNanos(millis));
                                talker.awaitAll(messages);
                                System.out.println("done");
                            });
            if (awaitLine()) {
                sender.start();
                awaitLine();
                System.out.println(talker.books());
            }
        }
    }

    /** Whether there was one, and not the end of the input. */
    private static boolean awaitLine() throws IOException {
        int read = System.in.read();
        while (read >= 0 && read != '\n') {
            read = System.in.read();
        }
        return read >= 0;
    }
}
