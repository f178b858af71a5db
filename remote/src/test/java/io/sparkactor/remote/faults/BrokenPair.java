package io.sparkactor.remote.faults;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.Connection;
import io.sparkactor.Ledger;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Numbers;
import io.sparkactor.remote.RemoteOptions;
import io.sparkactor.testkit.Await;
import java.time.Duration;

/** Two syndicates of ours with a {@link FaultProxy} between them, and in each an actor that takes numbers from the other. */
final class BrokenPair implements AutoCloseable {

    /** Ends a test that would wait for ever; says nothing about how long anything may take. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final FaultProxy proxy;
    final Connection connection;
    final Side left;
    final Side right;

    /** One of the two, and what has come to it. */
    record Side(Syndicate syndicate, Numbers.Seen seen, ActorId numbers) implements AutoCloseable {

        static Side open(String name, RemoteOptions<?> remote) {
            Syndicate syndicate = Syndicate.open(name, c -> c.remote(remote));
            Numbers.Seen seen = new Numbers.Seen();
            return new Side(
                    syndicate,
                    seen,
                    syndicate.createActor(() -> new Numbers(seen)).id());
        }

        /** Sends the numbers from one to another, exclusive, and waits where there is no place for one. */
        void send(Side to, int from, int until) {
            ActorRef<Object> ref = syndicate.ref(to.numbers, Object.class);
            for (int i = from; i < until; i++) {
                Integer number = i;
                Await.until("a place for " + i, PATIENCE, () -> ref.tell(number).accepted());
            }
        }

        /** Waits until all that this side has sent is settled. */
        void awaitQuiet() {
            Await.until(
                    "quiet books", PATIENCE, () -> books().inFlight() == 0 && books().balanced(), () -> "" + books());
        }

        Ledger books() {
            return syndicate.ledger();
        }

        @Override
        public void close() {
            syndicate.close();
        }
    }

    /** Two that are connected, the left one having dialled. */
    BrokenPair(String name, RemoteOptions<?> remote, long seed) {
        left = Side.open(name + "-left", remote);
        right = Side.open(name + "-right", remote);
        proxy = FaultProxy.before(right.syndicate().remoteAddress(), seed);
        connection = left.syndicate().connect(right.syndicate().systemId(), proxy.address());
        if (!connection.awaitConnected(PATIENCE)) {
            close();
            throw new AssertionError("the two do not connect");
        }
    }

    /** Waits until all that was sent is settled. */
    void awaitSettled() {
        left.awaitQuiet();
        right.awaitQuiet();
    }

    @Override
    public void close() {
        left.close();
        right.close();
        proxy.close();
    }
}
