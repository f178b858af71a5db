package io.sparkactor.spi;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.CellHolding;
import java.util.Optional;

/**
 * A message that an actor holds: it has come, is neither handled nor answered, and its holder answers for it. The holder may give it to
 * another actor for handling, and again to a third one if that fails.
 *
 * <p>The message stands in the books once, with its holder, however often it is given: accepted when it came, in flight while it is held
 * or given, and at the end processed, failed or dead-lettered. Whoever it is given to sees the original sender, so that replies and
 * streams go there; its place in the books and its bounds are not touched. An ask follows the message: circles are found by way of the
 * actor that has it. If that actor stops or fails, the asker is <em>not</em> told, and the holder is, by an {@link Ended}.
 *
 * <p>When the holder stops, what it holds becomes dead letters, and askers are told; when it restarts, what it holds has failed. An actor
 * that was given a message may hold it, too: then it is not at its end when the handler returns. Thread-safe.
 *
 * @param <M> the type of the message
 */
public interface Delegation<M> {

    /**
     * Holds the message that is being handled, in the turn of its receiver. From now on the actor's handler may return, or throw, without
     * an end of the message.
     *
     * @throws IllegalStateException if {@code message} is not the one that is being handled, or was held or stashed already
     * @throws NullPointerException if {@code message} is null
     */
    static <M> Delegation<M> hold(Message<M> message) {
        return CellHolding.hold(message);
    }

    /** The message; also to answer it in the holder's own name. */
    Message<M> message();

    /**
     * Gives the message to an actor, which handles it as any other, with no need of a place in its mailbox. If its handler returns, the
     * message counts as processed and is at its end. In any other case the holder has it back.
     *
     * @return refused, without a dead letter, if the actor stops or does not take the type: then nothing has happened
     * @throws IllegalStateException if somebody has it, or it is at its end
     * @throws IllegalArgumentException if {@code worker} is not an actor
     */
    Delivery to(ActorRef<? super M> worker);

    /**
     * Gives the message to an actor beside others. The same as {@link #to}, but it is not at its end when one of them has handled it:
     * that the holder says.
     */
    Delivery alsoTo(ActorRef<? super M> worker);

    /** Why nobody needs it handled any more: its asker has gone, or its time to live is over. Empty if it is wanted. */
    Optional<DeadLetterReason> unwanted();

    /** Whether somebody whom it was given to has begun to answer, so that to handle it once more would answer twice. */
    boolean isAnswered();

    /** Whether it is at its end. */
    boolean isSettled();

    /** It was handled, and counts as processed. False if it is at its end already. */
    boolean done();

    /** It has failed, and counts so; its asker is told. False if it is at its end already. */
    boolean fail(Throwable cause);

    /** It becomes a dead letter; its asker is told that. False if it is at its end already. */
    boolean deadLetter(DeadLetterReason reason);

    /** It becomes a dead letter; its asker is told the cause, as of a handler that failed. False if it is at its end already. */
    boolean giveUp(DeadLetterReason reason, Throwable cause);

    /**
     * Somebody to whom a message was given is through with it; comes to the holder behind all that the other has sent to it. One comes
     * for each {@link #to} and {@link #alsoTo} that was accepted: before the exit of the other if that had begun with the message, else
     * perhaps behind it.
     *
     * @param delegation the message
     * @param worker who had it
     * @param outcome what became of it there
     */
    record Ended(Delegation<?> delegation, ActorRef<?> worker, Outcome outcome) implements Notice {}

    /** What became of a message where it was given to. Immutable. */
    sealed interface Outcome {

        /** It was handled. */
        record Handled() implements Outcome {}

        /**
         * Its handler threw.
         *
         * @param cause what it threw
         * @param stops whether the actor stops for that
         */
        record Failed(Throwable cause, boolean stops) implements Outcome {}

        /**
         * The thread or the process where the actor lives has died under it.
         *
         * @param cause what is known of that
         * @param stops whether the actor stops for that; else it goes on with a new instance
         */
        record Died(Throwable cause, boolean stops) implements Outcome {}

        /**
         * It was not handled to its end: the actor has stopped, or nobody wanted it any more.
         *
         * @param reason why
         * @param begun whether the handler was called
         */
        record NotHandled(DeadLetterReason reason, boolean begun) implements Outcome {}
    }
}
