package io.sparkactor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How everybody talks to an actor: send and forget ({@code tell}), or wait for the reply ({@code ask}).
 *
 * <p>A {@code tell} is accepted, or refused with a reason; it is never lost silently. What one sender tells one receiver arrives in
 * that order. Inside a turn the current actor is the sender; elsewhere there is none. A ref stays valid for ever: when its actor has
 * stopped, messages are refused as {@link DeadLetterReason#ACTOR_STOPPED}. Thread-safe; equal if it names the same actor.
 *
 * <p>Asks block the calling thread and are meant to: inside an actor that costs a parked virtual thread. Without a {@code Duration}
 * they wait as long as the syndicate's default, 5 s unless configured. Inside the handling of an ask, a nested ask never waits longer
 * than the outer one. All asks throw
 *
 * <ul>
 *   <li>{@link AskTimeoutException} if no reply came in time,
 *   <li>{@link AskFailedException} at once if the handler failed, with the cause,
 *   <li>{@link AskTargetStoppedException} at once if the target is stopped, or stops without having replied,
 *   <li>{@link AskRefusedException} at once if the message was refused for another reason,
 *   <li>{@link AskCycleException} if actors wait for each other in a circle, within 50 ms,
 *   <li>{@link ActorStoppedException} if the asking actor itself is told to stop while it waits,
 *   <li>{@link WaitInterruptedException} if the calling thread is interrupted,
 *   <li>{@link NullPointerException} for a null argument, {@link IllegalArgumentException} for a time-out that is not positive.
 * </ul>
 *
 * @param <M> the type of messages
 */
public interface ActorRef<M> {

    /**
     * Sends a message and does not wait, unless the actor's mailbox is full and lets its senders wait ({@link Overflow#block}).
     *
     * @param message the content; handed over, not copied, so it should be immutable
     * @return accepted, or refused with the reason
     * @throws ActorStoppedException if the sending actor is told to stop while it waits for a place; the message was refused
     * @throws WaitInterruptedException if the thread is interrupted while it waits for a place; the message was refused
     * @throws NullPointerException if {@code message} is null
     */
    Delivery tell(M message);

    /** Sends a message with options; see {@link #tell(Object)}. */
    Delivery tell(M message, SendOptions options);

    /** Asks and waits as long as the syndicate's default. */
    <R> R ask(Request<? super M, R> request);

    /** Asks and waits for the reply, at most {@code timeout}. */
    <R> R ask(Request<? super M, R> request, Duration timeout);

    /** Asks with any message and waits as long as the syndicate's default; see {@link #ask(Object, Class, Duration)}. */
    <R> R ask(M message, Class<R> replyType);

    /**
     * Asks with any message and waits for the reply.
     *
     * @param replyType the expected type; another one is an {@link AskWrongReplyException}
     */
    <R> R ask(M message, Class<R> replyType, Duration timeout);

    /**
     * Asks without waiting (but see {@link #tell(Object)}). The future completes on a virtual thread of its own, never on an actor's; its asynchronous dependents
     * run on virtual threads too. Failures are the exceptions of {@code ask}.
     */
    <R> CompletableFuture<R> askAsync(Request<? super M, R> request);

    /** Asks without waiting, with a time-out; see {@link #askAsync(Request)}. */
    <R> CompletableFuture<R> askAsync(Request<? super M, R> request, Duration timeout);

    /** Asks without waiting, with any message; see {@link #askAsync(Request)}. */
    <R> CompletableFuture<R> askAsync(M message, Class<R> replyType);

    /** Asks without waiting, with any message and a time-out; see {@link #askAsync(Request)}. */
    <R> CompletableFuture<R> askAsync(M message, Class<R> replyType, Duration timeout);

    /** Asks for a stream, each wait as long as the syndicate's default; see {@link #askStream(StreamRequest, Duration)}. */
    <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request);

    /**
     * Asks for a stream; {@code timeout} bounds each wait for a chunk or the result. Does not wait itself. A circle of actors that wait
     * for each other is found where one of them waits for a stream that its writer has not opened yet; behind an open one, which any
     * thread may write, the wait ends at its time-out.
     *
     * <p>An actor of another system writes as one at home does, but each side knows only now and then how far the other one is. A stream ends
     * with the session that it goes by; then, and when a chunk does not travel, the reader gets an {@link AskRefusedException}. A circle
     * over systems ends at its time-out.
     *
     * @throws UnsupportedOperationException if the actor is in a system that has no word for streams, as the Python original
     */
    <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request, Duration timeout);

    /** The identity of the actor; made when first asked for. */
    ActorId id();

    /** Where the actor stands in the tree, for people: {@code spark://hello/greeter/worker-7}. */
    String path();
}
