package io.sparkactor.remote.internal.parts;

import io.sparkactor.ConnectionState;
import io.sparkactor.TransportHealth;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What was counted with one peer, over all connections. Written on the loop, read by any thread. */
public final class PeerFigures {

    private final RuntimeHooks hooks;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong attempts = new AtomicLong();
    private volatile boolean everWorked;
    private volatile long workedNanos;
    private volatile @Nullable String lastFailure;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile @Nullable String calledFrom;

    public PeerFigures(RuntimeHooks hooks) {
        this.hooks = hooks;
    }

    public void frameSent() {
        sent.lazySet(sent.getPlain() + 1);
    }

    public void frameReceived() {
        received.lazySet(received.getPlain() + 1);
    }

    public void attempt() {
        attempts.lazySet(attempts.getPlain() + 1);
    }

    public void opened() {
        opened.lazySet(opened.getPlain() + 1);
        attempts.lazySet(0);
        worked();
    }

    /** Something has gone out or has come in, just now. */
    public void worked() {
        workedNanos = hooks.nanoTime();
        everWorked = true;
    }

    /** It has called us, and speaks as the original does. */
    public void called(String from) {
        calledFrom = from;
        calls.incrementAndGet();
        opened();
    }

    /** One of its calls has ended. */
    public void hungUp() {
        calls.decrementAndGet();
    }

    /** How its calls stand; null if it has made none. */
    @Nullable
    public TransportHealth healthOfCalls() {
        String from = calledFrom;
        ConnectionState state = calls.get() > 0 ? ConnectionState.CONNECTED : ConnectionState.DISCONNECTED;
        return from == null ? null : health(state, from, 0, 0);
    }

    public void failed(String why) {
        lastFailure = why;
    }

    /** All of it, as a snapshot. */
    public TransportHealth health(ConnectionState state, String address, long queued, long unacknowledged) {
        return new TransportHealth(
                state,
                address,
                sent.get(),
                received.get(),
                opened.get(),
                attempts.get(),
                queued,
                unacknowledged,
                everWorked
                        ? Optional.of(hooks.now().minusNanos(Math.max(0, hooks.nanoTime() - workedNanos)))
                        : Optional.empty(),
                Optional.ofNullable(lastFailure));
    }
}
