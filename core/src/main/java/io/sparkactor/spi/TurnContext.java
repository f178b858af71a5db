package io.sparkactor.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One thread that runs turns, seen from the turn: where it reports progress and learns that it should end.
 *
 * <p>Confined to its thread, but for {@link #requestTurnEnd}, {@link #steps} and {@link #thread}, which any thread may call.
 */
public abstract class TurnContext {

    private static final VarHandle STEPS;
    private static final VarHandle TURN_END;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STEPS = lookup.findVarHandle(TurnContext.class, "steps", long.class);
            TURN_END = lookup.findVarHandle(TurnContext.class, "turnEndRequested", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // written through STEPS
    private long steps;

    @SuppressWarnings("unused") // written through TURN_END
    private boolean turnEndRequested;

    private @Nullable Object attachment;

    /** For subclasses: one instance for each thread. */
    protected TurnContext() {}

    /** The thread that this context stands for. Thread-safe. */
    public abstract Thread thread();

    /**
     * Makes a turn ready, as {@link TurnScheduler#ready} does, on this context's thread, where that is quicker.
     *
     * @param turn a turn of this scheduler that is not ready already
     */
    public abstract void ready(Turn turn);

    /**
     * How many calls of {@link #ready} have got so far that the run of their turn will begin, also those that ended in a
     * {@link StackOverflowError} all the same. On this context's thread; a plain reading that needs next to no stack.
     */
    public abstract long readied();

    /**
     * Says that the turn has finished one step (a message, a wait), so that it is not taken for a runaway.
     *
     * <p>A single writer: an opaque store, no read-modify-write.
     */
    public final void step() {
        STEPS.setOpaque(this, steps + 1);
    }

    /** How many steps were made; a monitor compares two readings. Thread-safe. */
    public final long steps() {
        return (long) STEPS.getOpaque(this);
    }

    /** Whether the turn should put itself back to the queue at its next message boundary. */
    public final boolean turnEndRequested() {
        return (boolean) TURN_END.getOpaque(this);
    }

    /** Asks the running turn to end at its next message boundary. Thread-safe. */
    public final void requestTurnEnd() {
        TURN_END.setOpaque(this, true);
    }

    /** Forgets a request to end; called by the scheduler between turns. */
    protected final void clearTurnEndRequest() {
        TURN_END.setOpaque(this, false);
    }

    /** What the runtime of actors keeps for this thread, null until it has attached something. */
    public final @Nullable Object attachment() {
        return attachment;
    }

    /** Attaches what the runtime of actors keeps for this thread. */
    public final void attach(Object attachment) {
        this.attachment = attachment;
    }
}
