package io.sparkactor.agent.spi;

import io.sparkactor.agent.LlmException;

/**
 * A language model, in direct style: calls block until there is an answer, and are meant to be made on a virtual thread. Thread-safe.
 *
 * <p>A provider sends one request for each call and does not try again: the agent does, as it alone knows what is safe and what the
 * budget allows. It never waits longer than {@link LlmOptions#timeout} without news, and an interrupt ends every wait of it at once and
 * gives back the connection.
 */
public interface LlmProvider extends AutoCloseable {

    /** Names the service in errors, as {@code openai}. */
    String name();

    /**
     * Asks and waits for the whole answer. By default it reads {@link #stream} to its end.
     *
     * @throws LlmException if there is none; the failure says what had come of it
     * @throws InterruptedException if the thread was interrupted; the connection is closed by then
     */
    default LlmAnswer complete(LlmPrompt prompt) throws InterruptedException {
        try (LlmStream stream = stream(prompt)) {
            while (stream.next() != null) {
                // what it says is in the answer, too
            }
            return stream.answer();
        }
    }

    /**
     * Asks and gives the answer as it comes. Blocks at most until the provider has accepted the request.
     *
     * @return the stream, to be closed by the caller
     * @throws LlmException if the provider does not accept the request
     * @throws InterruptedException if the thread was interrupted; the connection is closed by then
     */
    LlmStream stream(LlmPrompt prompt) throws InterruptedException;

    /** Gives back what the provider holds, as idle connections. Calls that are open may fail. By default nothing happens. Idempotent. */
    @Override
    default void close() {}
}
