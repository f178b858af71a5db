package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Holds the turn that a worker made ready last: what it says is still in the cache, so it runs next.
 *
 * <p>Thread-safe. Both ways in and out are exchanges: nothing is lost or doubled whoever takes, and a put is a full fence, on
 * which {@link LocalQueue} relies.
 */
public final class ReadySlot {

    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(ReadySlot.class, "turn", Turn.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Turn turn;

    /** An empty slot. */
    public ReadySlot() {}

    /** Puts a turn and returns the one that it displaced. */
    public @Nullable Turn put(Turn ready) {
        return (Turn) TURN.getAndSet(this, ready);
    }

    /** Takes the turn, null if there is none. */
    public @Nullable Turn take() {
        return turn == null ? null : (Turn) TURN.getAndSet(this, null);
    }

    /** Whether there was no turn at one moment. */
    public boolean isEmpty() {
        return turn == null;
    }
}
