package io.sparkactor.remote.internal.membership;

import io.sparkactor.Connection;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.peer.Detour;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.wire.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The relay of one transport: the way to all systems to which there is no other, for as long as somebody has said so. Thread-safe but for what says
 * otherwise.
 */
public final class RelayClient implements Detour {

    /** A relay that we are with, and all that goes by it. */
    private record Membership(RelayLine line, Exchange exchange) {}

    private final Switchboard board;
    private final boolean unauthenticated;
    private volatile @Nullable Membership present;

    /**
     * With no relay yet.
     *
     * @param board what it is for
     * @param unauthenticated whether relays and systems are talked to that cannot show that they know the secret, where there is one
     */
    public RelayClient(Switchboard board, boolean unauthenticated) {
        this.board = board;
        this.unauthenticated = unauthenticated;
    }

    /**
     * See {@link io.sparkactor.spi.Transport#connectRelay}.
     *
     * @param secret null for none
     * @throws IllegalStateException if there is a connection to another relay, or to this one with another secret
     */
    public Connection connect(LineDialler dialler, @Nullable String secret) {
        RelayLine line = join(dialler, secret);
        board.closeIfLate(line.connection());
        return line.connection();
    }

    private synchronized RelayLine join(LineDialler dialler, @Nullable String secret) {
        Secret shown = secret == null ? null : Secret.of(secret);
        Membership now = present;
        if (now != null) {
            RelayTarget before = now.line().target();
            if (before.dialler().equals(dialler)) {
                if (before.hasSecret(shown)) {
                    return now.line();
                }
                throw new IllegalStateException("there is a connection to the relay " + dialler.address()
                        + " with another secret; close it before one with this secret is made");
            }
            throw new IllegalStateException("there is a connection to the relay "
                    + now.exchange().address() + "; close it before one to " + dialler.address() + " is made");
        }
        var target = new RelayTarget(dialler, shown, unauthenticated);
        boolean letters = unauthenticated || board.parts().settings().secret() == null;
        var exchange = new Exchange(board.parts(), board.acceptor(), dialler.address(), letters);
        var line = new RelayLine(board.parts(), target, exchange, () -> leave(exchange));
        present = new Membership(line, exchange);
        line.start();
        return line;
    }

    private void leave(Exchange exchange) {
        synchronized (this) {
            present = null;
        }
        String why = "the connection to the relay was given up";
        board.closeDetours(why);
        board.parts().loop().execute(() -> exchange.close(why));
    }

    @Override
    public @Nullable Dialler to(SystemId peer) {
        Membership now = present;
        return now == null || peer.equals(RelayTarget.RELAY) ? null : new RelayDialler(now.exchange(), peer);
    }

    @Override
    public void health(Map<SystemId, TransportHealth> health) {
        Membership now = present;
        if (now != null) {
            health.put(RelayTarget.RELAY, now.line().health());
        }
    }

    /** How many tunnels there are. On the loop, or for a look. */
    int tunnels() {
        Membership now = present;
        return now == null ? 0 : now.exchange().tunnels();
    }

    @Override
    public void close(String why) {
        Membership now = present;
        if (now != null) {
            now.line().close(why);
        }
    }
}
