package io.sparkactor.remote.internal.membership;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.wire.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Which relay, and how we show it who we are. Immutable.
 *
 * @param dialler makes connections to it
 * @param secret what it wants to be shown; null for none
 * @param original whether the user says that it is the original's, which knows no challenge
 */
record RelayTarget(LineDialler dialler, @Nullable Secret secret, boolean original) {

    /** What a client offers that wants a challenge, and tunnels. */
    static final String SUB_PROTOCOL = RelayProofs.SUB_PROTOCOL;

    /** Each relay has the id that the original's has. */
    static final SystemId RELAY = SystemId.ofName("spark-websocket-relay");

    /**
     * Whether it may be registered with in the way of the original. With a secret somebody on the line could take our offer out, and use what
     * we then say; without one there is nothing to use.
     */
    boolean mayBeOriginal() {
        return original || secret == null;
    }

    /** Whether the relay would be shown the same with another secret, or none. */
    boolean hasSecret(@Nullable Secret other) {
        return secret == null || other == null ? secret == other : secret.isSameAs(other);
    }
}
