package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.waiting.Wait;
import org.jspecify.annotations.Nullable;

/**
 * One wait of an actor for somebody to answer: an edge in the search for circles. An actor that waits again has another one, so two
 * looks that find the same object have found a wait that lasted. Thread-safe.
 */
interface ReplyWait extends Wait {

    /** Whether nothing has come that ends it. */
    boolean isPending();

    /** The actor that waits; null if something else does. */
    @Nullable
    ActorCell<?> asker();

    /** Who alone is to end it by an answer; null if somebody else may do so as well, which makes it no edge. */
    @Nullable
    BaseRef<?> replier();

    /** When it began; of a circle, the youngest fails. */
    @Override
    long startedNanos();

    /** When it ends at the latest. */
    long deadlineNanos();

    /** The syndicate whose timers watch it. */
    SyndicateCore core();

    /** Fails it, unless something has come. Must not block. */
    void fail(AskFailure failure);
}
