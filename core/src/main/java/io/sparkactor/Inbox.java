package io.sparkactor;

import java.time.Duration;
import java.util.Optional;

/**
 * A mailbox that a thread reads instead of an actor: where replies to a syndicate or an endpoint land. Thread-safe.
 *
 * <p>It holds 100,000 messages, then refuses with {@link DeadLetterReason#INBOX_FULL} (and one warning).
 */
public interface Inbox extends ActorFactory {

    /** The ref of this inbox, for others to send to. */
    ActorRef<Object> ref();

    /**
     * Sends a message with this inbox as the sender, so that a reply lands here; see {@link ActorRef#tell(Object)}.
     *
     * @throws NullPointerException if an argument is null
     */
    <M> Delivery tell(ActorRef<M> target, M message);

    /** Asks and waits as long as the syndicate's default; see {@link ActorRef} for what it throws. */
    <M, R> R ask(ActorRef<M> target, Request<? super M, R> request);

    /** Asks and waits; see {@link ActorRef} for what it throws. */
    <M, R> R ask(ActorRef<M> target, Request<? super M, R> request, Duration timeout);

    /** Asks with any message; see {@link ActorRef} for what it throws. */
    <M, R> R ask(ActorRef<M> target, M message, Class<R> replyType);

    /** Asks with any message; see {@link ActorRef} for what it throws. */
    <M, R> R ask(ActorRef<M> target, M message, Class<R> replyType, Duration timeout);

    /**
     * Takes the next message, waiting for it if need be.
     *
     * @param timeout how long to wait; zero takes only what is there
     * @throws ReceiveTimeoutException if none came in time
     * @throws SyndicateClosedException if the inbox is or becomes closed and empty
     * @throws WaitInterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     */
    Message<Object> receive(Duration timeout);

    /** Takes the next message as {@link #receive}, or nothing if none came in time. */
    Optional<Message<Object>> poll(Duration timeout);

    /** All messages from now on, until the inbox closes. */
    Messages listen();
}
