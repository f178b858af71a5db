package io.sparkactor.spi;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.Message;

/**
 * The syndicate's side of one {@link ActorExecutor}: where what the far instance sends comes home. Thread-safe, but for what says
 * otherwise.
 *
 * <p>What is sent on a thread of {@link #startThread} is sent in the name of the actor, counts like a send from a turn, and goes on while
 * the syndicate drains its queues in a close. So an executor reads what comes from its far instance on one such thread, and sends and
 * completes steps there in the order in which it reads: then a reply is there before the exit.
 *
 * @param <M> the type of messages of the actor
 */
public interface ExecutorHome<M> extends ActorHost<M> {

    /** Time, threads and waiting. */
    RuntimeHooks hooks();

    /**
     * Starts a daemon thread, of {@link ThreadRole#EXECUTOR}, that speaks for the actor.
     *
     * @param name its name, as shown in thread dumps
     * @param body what it runs; an exception that escapes is logged
     */
    Thread startThread(String name, Runnable body);

    /**
     * Sends a message with the actor as its sender; it inherits the trace of the message that is being handled. On a thread of {@link
     * #startThread}; on any other it counts as a send from outside, which a closing syndicate refuses.
     *
     * @throws io.sparkactor.ActorStoppedException if the actor is told to stop while this waits for a place at the target
     */
    @Override
    <T> Delivery tell(T message, ActorRef<? super T> target);

    /**
     * Refuses what the far instance has sent to somebody who is not known here: it becomes a dead letter {@link
     * io.sparkactor.DeadLetterReason#NO_SENDER} and stands in the books as refused. On the threads of {@link #tell}.
     */
    Delivery refuse(Object message);

    /** Whether somebody has sent a message, to whom it can be replied; thread-safe. */
    boolean hasSender(Message<?> message);

    /** Replies to a message in the name of the actor; as {@link #tell} in all else. */
    Delivery reply(Message<?> message, Object reply);

    /**
     * Says that the far instance has come to its end although nobody asked for it, at whatever time: a step that goes on fails with the
     * cause; an idle actor fails at once. Supervision decides, and no more steps are given to this executor. The first call counts.
     *
     * @param cause what happened, with the facts that an operator needs
     */
    void failed(Throwable cause);
}
