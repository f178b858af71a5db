package io.sparkactor;

/**
 * The answering side of a stream: chunks, then one result. Thread-safe, so that a callback of a library may write to it.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
public interface ReplySink<C, R> {

    /**
     * Sends a chunk. Blocks while the reader is 256 chunks behind, for as long as the reader keeps the stream open. A reader in another system
     * says after each 64 how far it is; there, this also blocks while the stream's own chunks fill the way.
     *
     * @return false if nobody reads any more (the reader closed the stream, timed out, the session with its system is over, or the stream has
     *     ended), or if the chunk does not travel: stop producing
     * @throws NullPointerException if {@code chunk} is null
     */
    boolean send(C chunk);

    /**
     * Ends the stream with its result. Only the first end counts. If the reader is in another system, this blocks while the stream's own
     * chunks fill the way, as {@link #send} does; else it never blocks.
     *
     * @return false if the stream had ended already, or if the result does not travel to the system of the reader, which is told so
     * @throws NullPointerException if {@code result} is null
     */
    boolean complete(R result);

    /**
     * Ends the stream with a failure: the reader gets an {@link AskFailedException} behind the chunks that were sent before. Never blocks,
     * however far behind the reader is and wherever it is.
     *
     * @return false if the stream had ended already
     * @throws NullPointerException if {@code cause} is null
     */
    boolean fail(Throwable cause);

    /** Whether nobody reads any more. */
    boolean cancelled();
}
