package io.sparkactor.remote.internal.membership;

import io.sparkactor.Connection;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.net.Backoff;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.peer.RouteConnection;
import io.sparkactor.remote.internal.settings.RemoteTimes;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Our place at a relay: one connection, which is made again with growing pauses until it is closed, whether anything is to be sent or not, as
 * others may want to reach us. Closing is for any thread, all else is confined to the loop.
 */
final class RelayLine implements RelayCall.Outcome {

    /** The relay says so when another connection has registered for the same system. */
    private static final int REPLACED = 4000;

    private final Parts parts;
    private final RelayTarget target;
    private final RelayTraffic traffic;
    private final PeerFigures figures;
    private final RouteConnection connection;
    private final Backoff backoff;
    private final LoopTimer redial;
    private final Runnable closing;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable RelayCall call;
    private boolean up;

    /**
     * A line that nothing was done for.
     *
     * @param closing run once, by whoever closes it first
     */
    RelayLine(Parts parts, RelayTarget target, RelayTraffic traffic, Runnable closing) {
        this.parts = parts;
        this.target = target;
        this.traffic = traffic;
        this.closing = closing;
        figures = parts.figures().of(RelayTarget.RELAY);
        connection = new RouteConnection(parts.home(), RelayTarget.RELAY, () -> close("it was given up"));
        RemoteTimes times = parts.settings().times();
        backoff = new Backoff(parts.home().hooks(), times.firstPause(), times.longestPause());
        redial = parts.loop().timer(this::dial);
    }

    Connection connection() {
        return connection;
    }

    RelayTarget target() {
        return target;
    }

    /** Begins to dial. */
    void start() {
        parts.loop().execute(this::dial);
    }

    private void dial() {
        if (closed.get() || call != null) {
            return;
        }
        connection.connecting();
        figures.attempt();
        var next = new RelayCall(parts, target, figures, this, traffic);
        call = next;
        next.start();
    }

    @Override
    public void registered(RelayCall registered, boolean challenged) {
        up = true;
        figures.opened();
        traffic.up(registered, challenged);
        connection.connected();
    }

    @Override
    public void ended(RelayCall ended, String why, int code) {
        call = null;
        boolean wasUp = up;
        up = false;
        figures.failed(why);
        // A second process of the same name would otherwise be driven out in its turn, many times a second.
        if (wasUp && code != REPLACED) {
            backoff.reset();
        }
        if (wasUp) {
            traffic.down(why);
        }
        connection.disconnected(target.dialler().address() + ": " + why);
        redial.inNanos(backoff.nextNanos());
    }

    /** Gives it up, and unregisters. Safe to call twice. */
    void close(String why) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closing.run();
        connection.closed(why);
        if (parts.loop().isCurrent()) { // as when the loop ends behind this
            release(why);
        } else {
            parts.loop().execute(() -> release(why));
        }
    }

    private void release(String why) {
        redial.cancel();
        RelayCall open = call;
        call = null;
        if (up) {
            up = false;
            traffic.down(why);
        }
        if (open != null) {
            open.close(why);
        }
    }

    /** How it stands. For any thread. */
    TransportHealth health() {
        return figures.health(connection.state(), target.dialler().address(), 0, 0);
    }
}
