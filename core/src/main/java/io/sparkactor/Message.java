package io.sparkactor;

import java.util.Map;

/**
 * A message as its receiver gets it: the content, who sent it, and the ways to answer. Thread-safe.
 *
 * <p>The content is handed over, not copied: it should be immutable, best a record. A message may be kept and answered later; answers
 * given outside a turn have no sender.
 *
 * @param <M> the type of the content
 */
public interface Message<M> {

    /** What was sent; never null. */
    M content();

    /**
     * Who sent it: an actor, an inbox, or the one reply slot of an ask. Never null: where nobody sent it (a timer, or
     * {@code ref.tell} outside any actor), telling this ref is refused with {@link DeadLetterReason#NO_SENDER}.
     */
    ActorRef<Object> sender();

    /**
     * Sends a reply to the sender. Only the first reply to an ask counts; a later one is refused as
     * {@link DeadLetterReason#LATE_REPLY}. Where it is the result of a stream that is read in another system, this blocks while the stream's own
     * chunks fill the way, as {@link ReplySink#complete} does.
     *
     * @throws NullPointerException if {@code reply} is null
     */
    Delivery reply(Object reply);

    /**
     * Sends the reply to a typed request: javac checks its type.
     *
     * @param request the content of this message
     * @param reply the reply
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if {@code request} is not the content of this message
     */
    <R> Delivery reply(Request<?, R> request, R reply);

    /**
     * Opens the answer to a stream request, whose reader may be in another system. If the message was not sent by {@code askStream}, the sink is
     * cancelled from the start.
     *
     * @param request the content of this message
     * @throws NullPointerException if {@code request} is null
     * @throws IllegalArgumentException if {@code request} is not the content of this message
     */
    <C, R> ReplySink<C, R> stream(StreamRequest<?, C, R> request);

    /**
     * Sends the content on with the same sender, headers and trace; the one who answers is then {@code target} or whoever it forwards
     * to. A pending ask follows: it fails at once if the new target stops without having replied.
     */
    Delivery forward(ActorRef<? super M> target);

    /** The headers that the sender gave, and the trace context; immutable, mostly empty. */
    Map<String, String> headers();

    /** A random identifier; made when first asked for. */
    String id();
}
