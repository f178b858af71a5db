package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one instance of an actor watches. {@link #fire} and {@link #fail} run on a watcher's thread, all else in the actor's turn.
 *
 * <p>The state makes sure that at most one signal of it is queued, and that none is delivered after the close:
 *
 * <pre>
 *   ARMED ──fire, fail──▶ QUEUED ──taken──▶ TAKEN ──rearm──▶ ARMED
 *                           ▲                 │ fire
 *                           └──────rearm── CHANGED
 * </pre>
 */
public abstract class WatchPoint {

    private enum State {
        /** Listens. */
        ARMED,
        /** A signal is in the mailbox. */
        QUEUED,
        /** The signal was handled; the actor has not asked for another. */
        TAKEN,
        /** As {@link #TAKEN}, and there is news already, of a kind that is told only once. */
        CHANGED,
        /** Over. */
        CLOSED
    }

    private final Watch watch;
    private final Consumer<Signal> receiver;
    private final AtomicReference<State> state = new AtomicReference<>(State.ARMED);

    /** The very signal that is in the mailbox, which tells it from those of earlier watches of the same thing. */
    private volatile @Nullable Signal queued;

    /** Armed; whoever makes it begins to listen. */
    protected WatchPoint(Watch watch, Consumer<Signal> receiver) {
        this.watch = watch;
        this.receiver = receiver;
    }

    /** What is watched. */
    public final Watch watch() {
        return watch;
    }

    /** Begins to listen, when just armed; fires, be it at once, when it is ready, and fails if it cannot be any more. */
    protected abstract void listen();

    /** Lets go of what is watched. Called once. */
    protected abstract void release();

    /** It is ready. The caller holds no lock. */
    public final void fire() {
        while (true) {
            switch (state.get()) {
                case ARMED -> {
                    if (tell(State.ARMED, new WatchReady(watch))) {
                        return;
                    }
                }
                case TAKEN -> {
                    if (state.compareAndSet(State.TAKEN, State.CHANGED)) {
                        return;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    /** It cannot be watched any more; told now, or by {@link #listen} when it is armed. The caller holds no lock. */
    final void fail(Exception cause) {
        boolean unused = tell(State.ARMED, new WatchFailed(watch, cause));
    }

    private boolean tell(State from, Signal signal) {
        if (!state.compareAndSet(from, State.QUEUED)) {
            return false;
        }
        queued = signal; // published by the mailbox
        receiver.accept(signal);
        return true;
    }

    /** Takes a signal out of the mailbox; false if it is none of this point, or is not wanted any more. */
    public final boolean take(Signal signal) {
        return queued == signal && state.compareAndSet(State.QUEUED, State.TAKEN);
    }

    /** Wants another signal, if none is queued. */
    public final void rearm() {
        if (state.compareAndSet(State.TAKEN, State.ARMED)) {
            listen();
        } else {
            boolean unused = tell(State.CHANGED, new WatchReady(watch));
        }
    }

    /** Ends it. Idempotent. */
    public final void close() {
        if (state.getAndSet(State.CLOSED) != State.CLOSED) {
            release();
        }
    }
}
