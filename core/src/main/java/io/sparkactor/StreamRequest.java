package io.sparkactor;

/**
 * A message that asks for a stream of chunks and then one result, typed.
 *
 * <p>Implementations should be immutable, best a record. To ask an actor of another Java system, the request, the chunks and the result must be
 * allowed to travel; the way there is that of {@link ActorRef#askStream(StreamRequest, java.time.Duration)}.
 *
 * @param <P> the protocol: the message type of the actors that can be asked
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
@SuppressWarnings("unused") // the parameters are what javac checks asks and replies with
public interface StreamRequest<P, C, R> {}
