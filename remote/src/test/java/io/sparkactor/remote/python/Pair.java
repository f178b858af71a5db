package io.sparkactor.remote.python;

import io.sparkactor.ActorRef;
import io.sparkactor.Connection;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import java.time.Duration;

/** A syndicate of ours and one of the original, each connected to the other. Closes both. */
record Pair(Syndicate ours, PythonPeer theirs, Connection connection) implements AutoCloseable {

    /** Ends a test that would wait for ever; says nothing about how long anything may take. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final String SECRET = "a secret – with ünïcode";

    /** Two that share a secret, ours connected to theirs; the original makes its connection when it first sends. */
    static Pair start(String name) {
        PythonPeer theirs = PythonPeer.start(PeerOptions.named(name + "-python").secret(SECRET));
        Syndicate ours =
                Syndicate.open(name + "-java", c -> c.remote(Remote.tcp().secret(SECRET)));
        theirs.connect(ours);
        Pair pair = new Pair(ours, theirs, ours.connect(theirs.systemId(), theirs.address()));
        if (!pair.connection().awaitConnected(PATIENCE)) {
            pair.close();
            throw new AssertionError("we cannot connect to the Python peer");
        }
        return pair;
    }

    /** A ref to its actor of that class. */
    ActorRef<Object> actor(String kind) {
        return ours.ref(theirs.actor(kind), Object.class);
    }

    @Override
    public void close() {
        ours.close();
        theirs.close();
    }
}
