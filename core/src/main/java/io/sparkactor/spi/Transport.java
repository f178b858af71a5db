package io.sparkactor.spi;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.TransportRefusal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ways of one syndicate to other systems. Thread-safe. */
public interface Transport {

    /**
     * Lets others in. Until then nothing may be handed to the {@link TransportHome}, which could not answer yet. Called once, before all else,
     * while the syndicate opens.
     */
    void start();

    /** Where it listens. */
    InetSocketAddress address();

    /** Keeps a way open to a system; see {@link io.sparkactor.Syndicate#connect(SystemId, InetSocketAddress)}. */
    Connection connect(SystemId peer, InetSocketAddress address);

    /** Keeps a way open to whoever is at an address; see {@link io.sparkactor.Syndicate#connect(String)}. */
    Connection connect(String address);

    /** Where it listens for WebSocket; empty if it does not. See {@link io.sparkactor.Syndicate#remoteUri}. */
    default Optional<URI> uri() {
        return Optional.empty();
    }

    /**
     * Keeps a way over WebSocket open to a system; see {@link io.sparkactor.Syndicate#connectUri(SystemId, URI)}. Refuses unless overridden.
     *
     * @param uri {@code ws} or {@code wss}, with a host, without user info and fragment, and with a port that exists if there is one
     */
    default Connection connect(SystemId peer, URI uri) {
        throw unsupported("connections over WebSocket");
    }

    /** Keeps a way over WebSocket open to whoever is there; see {@link io.sparkactor.Syndicate#connectUri(URI)}. As above. */
    default Connection connect(URI uri) {
        throw unsupported("connections over WebSocket");
    }

    /**
     * Keeps a way open to a relay; see {@link io.sparkactor.Syndicate#connectRelay(URI, String)}. As above.
     *
     * @param secret never empty; null for none
     */
    default Connection connectRelay(URI relay, @Nullable String secret) {
        throw unsupported("connections to relays");
    }

    private UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException(getClass().getName() + " makes no " + what
                + "; open the syndicate with c -> c.remote(Remote.webSocket()), from the artifact spark-actor-remote");
    }

    /** How the ways stand. */
    Map<SystemId, TransportHealth> health();

    /** What was refused, and how often; see {@link io.sparkactor.Syndicate#transportRefusals}. Nothing unless overridden. */
    default Map<TransportRefusal, Long> refusals() {
        return Map.of();
    }

    /**
     * Takes a message for another system. Never blocks, whoever calls: an actor's turn does.
     *
     * @return null if it was taken: it is settled later, once; else why it was refused, and then it is not settled
     */
    @Nullable
    DeadLetterReason send(OutboundMessage message);

    /**
     * Takes a control for another system; behind what was sent there before, in front of what is sent later. Never blocks. It is called
     * under a lock, so that the order is that of what happens here: it must not call the {@link TransportHome} before it returns, nor take a
     * lock under which that is called.
     *
     * <p>While a way leads there, only what begins something may be refused; if too much of the rest waits, as of a peer that does not read
     * its answers, the way is to be given up. If a control was taken and shows only later to have no way, or no word there, {@link
     * TransportHome#peerLost} says so.
     *
     * @return what becomes of it; after {@link #close} always {@link ControlOutcome.Refused}
     */
    ControlOutcome control(SystemId peer, RemoteControl control);

    /**
     * Whether a stream can be asked for over there, as far as is known. A request that was taken and shows only later to have come to a
     * system that knows no streams fails with {@link DeadLetterReason#NOT_ENCODABLE}.
     */
    default boolean carriesStreams(SystemId peer) {
        return false;
    }

    /** How many messages were taken and are not settled, without controls and pieces of streams; exact at a quiet moment. */
    long inFlight();

    /**
     * Ends it: takes nothing more in or out but what it has, gives that time to arrive, and settles all that is left. Waits for that, at most until
     * {@code deadlineNanos} and a little. Called once.
     *
     * @param deadlineNanos on the scale of {@link RuntimeHooks#nanoTime}
     */
    void close(long deadlineNanos);
}
