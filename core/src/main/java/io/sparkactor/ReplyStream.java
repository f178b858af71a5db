package io.sparkactor;

/**
 * The reading side of a stream: chunks in the order in which they were sent, then {@link #result()}.
 *
 * <pre>{@code
 * try (ReplyStream<String, Integer> words = speller.askStream(new Spell("hello"), Duration.ofSeconds(1))) {
 *     for (String letter : words) {
 *         IO.println(letter);
 *     }
 *     int count = words.result();
 * }
 * }</pre>
 *
 * <p>For one reader at a time; {@link #close} may be called from any thread. The time-out that was given to {@code askStream} bounds
 * each single wait, for the next chunk or the result. An {@link AskException} ends the stream: later reads throw it again.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
public interface ReplyStream<C, R> extends AutoCloseable, Iterable<C> {

    /**
     * Whether another chunk follows. Blocks until that is known.
     *
     * @throws AskException as {@link ActorRef#ask(Request, java.time.Duration)}
     */
    boolean hasNext();

    /**
     * The next chunk. Blocks until it is there.
     *
     * @throws java.util.NoSuchElementException if there is none
     * @throws AskException as {@link ActorRef#ask(Request, java.time.Duration)}
     */
    C next();

    /**
     * The result. Blocks until it is there; chunks that were not read are skipped.
     *
     * @throws AskException as {@link ActorRef#ask(Request, java.time.Duration)}
     * @throws IllegalStateException if the stream was closed before its result was there
     */
    R result();

    /** Cancels: the answering side learns that nobody reads any more. Idempotent; after the result it has no effect. */
    @Override
    void close();
}
