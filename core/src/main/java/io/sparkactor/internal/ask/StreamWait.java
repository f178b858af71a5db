package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.cell.TurnWait;
import org.jspecify.annotations.Nullable;

/**
 * The wait of an actor for the next chunk of a stream, or its end. {@link #await} by the thread that reads; the rest is thread-safe.
 *
 * <p>It fails by way of the stream, which ends with the failure.
 */
final class StreamWait implements ReplyWait {

    private final StreamSlot<?, ?> slot;
    private final ActorCell<?> reader;
    private final TurnWait stop;
    private final long startedNanos;
    private final long deadlineNanos;

    /**
     * A wait that has not begun.
     *
     * @param reader the actor whose turn reads, which need not be the one that has asked
     * @param stop ends it when the actor is told to stop
     */
    StreamWait(StreamSlot<?, ?> slot, ActorCell<?> reader, TurnWait stop, long deadlineNanos) {
        this.slot = slot;
        this.reader = reader;
        this.stop = stop;
        this.startedNanos = slot.core().hooks().nanoTime();
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Waits in a turn until there is a chunk or an end, which the deadline and a circle are too. As with an ask, the watch has the
     * time-out, but for the timers of another syndicate, which may close first.
     *
     * @return false if it was stopped or interrupted, or the deadline has passed without the watch
     */
    boolean await(TurnState turn) {
        AskFailure circle = AskCycle.plain(reader, replier(), turn);
        if (circle != null) {
            fail(circle);
            return true;
        }
        AskWatch watch = new AskWatch(this);
        slot.watchedBy(watch);
        turn.setWait(this); // before the watch: it looks only once, and must see this wait
        watch.start();
        try {
            return slot.buffer().awaitNews(turn.core() == core() ? Long.MAX_VALUE : deadlineNanos, stop::isOver);
        } finally {
            watch.end();
            slot.watchedBy(null);
        }
    }

    @Override
    public boolean isPending() {
        return !slot.buffer().hasNews();
    }

    @Override
    public ActorCell<?> asker() {
        return reader;
    }

    @Override
    public @Nullable BaseRef<?> replier() {
        return slot.soleReplier();
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    @Override
    public long deadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public SyndicateCore core() {
        return slot.core();
    }

    @Override
    public void fail(AskFailure failure) {
        slot.failIfEmpty(failure);
    }

    @Override
    public String call() {
        return stop.call();
    }

    @Override
    public String whom() {
        return slot.replier().path();
    }

    @Override
    public void stopRequested() {
        stop.stopRequested();
    }
}
