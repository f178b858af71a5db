package io.sparkactor.remote.internal.peer;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Deadlines;
import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.spi.TransportHome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What users hold of a {@link PeerRoute}, or of a relay: how it stands, and a way to give it up. Thread-safe; the state is changed by the loop, or by who
 * closes.
 */
public final class RouteConnection implements Connection {

    private final TransportHome home;
    private final SystemId peer;
    private final Runnable closer;
    private final Waiting waiting;
    private ConnectionState state = ConnectionState.CONNECTING;
    private @Nullable String told;

    /** What has happened and nobody has been told yet; guarded by this object, as is the rest. */
    private final Queue<News> untold = new ArrayDeque<>();

    private boolean telling;

    private record News(ConnectionState state, @Nullable String why) {}

    /** @param closer what {@link #close} does */
    public RouteConnection(TransportHome home, SystemId peer, Runnable closer) {
        this.home = home;
        this.peer = peer;
        this.closer = closer;
        waiting = new Waiting(home.hooks());
    }

    /** An attempt begins. Not told as an event: while a peer is away there are many. */
    public void connecting() {
        change(ConnectionState.CONNECTING, null, false);
    }

    /** Both sides have agreed. */
    public void connected() {
        change(ConnectionState.CONNECTED, null, true);
    }

    /** It was cut, or could not be made; told once for each reason, until it is connected again. */
    public void disconnected(String why) {
        change(ConnectionState.DISCONNECTED, why, true);
    }

    /** It was given up. */
    public void closed(String why) {
        change(ConnectionState.CLOSED, why, true);
    }

    private void change(ConnectionState next, @Nullable String why, boolean event) {
        synchronized (this) {
            if (state == ConnectionState.CLOSED) {
                return;
            }
            state = next;
            String text = next + ": " + why;
            if (event && !text.equals(told)) {
                told = text;
                untold.add(new News(next, why));
            }
        }
        tell();
        waiting.changed();
    }

    /**
     * Tells what there is to tell, by one thread at a time, to which others leave theirs: or a close would be told before the connection that it
     * ends. Outside of the monitor, as who is told may let others run.
     */
    private void tell() {
        for (News news = first(); news != null; news = next()) {
            boolean heard = false;
            try {
                home.connectionChanged(peer, news.state(), news.why());
                heard = true;
            } finally {
                if (!heard) {
                    stopTelling();
                }
            }
        }
    }

    private synchronized @Nullable News first() {
        return telling ? null : next();
    }

    private synchronized @Nullable News next() {
        News news = untold.poll();
        telling = news != null;
        return news;
    }

    private synchronized void stopTelling() {
        telling = false;
    }

    @Override
    public SystemId peer() {
        return peer;
    }

    @Override
    public synchronized ConnectionState state() {
        return state;
    }

    @Override
    public boolean awaitConnected(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but is " + timeout);
        }
        waiting.until(
                "to wait for the connection to " + peer,
                () -> state() == ConnectionState.CONNECTED || state() == ConnectionState.CLOSED,
                Deadlines.after(home.hooks(), timeout));
        return state() == ConnectionState.CONNECTED;
    }

    @Override
    public void close() {
        closer.run();
    }

    @Override
    public String toString() {
        return "Connection(" + peer + ", " + state() + ")";
    }
}
