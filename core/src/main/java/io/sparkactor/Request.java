package io.sparkactor;

/**
 * A message that asks for one reply, typed: it names the protocol it belongs to and the type of its reply.
 *
 * <pre>{@code
 * sealed interface Command { }
 * record Total() implements Command, Request<Command, Long> { }
 * long total = counter.ask(new Total(), Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>Implementations should be immutable, best a record.
 *
 * @param <P> the protocol: the message type of the actors that can be asked
 * @param <R> the type of the reply
 */
@SuppressWarnings("unused") // the parameters are what javac checks asks and replies with
public interface Request<P, R> {}
