package io.sparkactor.spi;

/**
 * What a message has to do with a stream from one system to another. Immutable.
 *
 * <p>A stream goes from a writer to the reader that has asked for it. It is named by the uuid of the reader, which is the sender of the
 * request and the target of all that is written. What is written is numbered, so that it is read in order and as a whole though several
 * threads may write; what is not read yet is bounded by the window of the request, as {@link RemoteControl.StreamRead} says what was read.
 */
public sealed interface StreamPart {

    /** How large a window may be. */
    int WIDEST_WINDOW = 1 << 16;

    /**
     * An ask for a stream.
     *
     * @param window how many chunks may be written that the reader has not taken; 1 to {@link #WIDEST_WINDOW}
     */
    record Request(int window) implements StreamPart {

        /** Checks the window. */
        public Request {
            if (window < 1 || window > WIDEST_WINDOW) {
                throw new IllegalArgumentException("window must be between 1 and " + WIDEST_WINDOW + ", not " + window);
            }
        }
    }

    /**
     * A chunk.
     *
     * @param number 1 for the first of its stream, then without gaps
     */
    record Chunk(long number) implements StreamPart {

        /** Checks the number. */
        public Chunk {
            check(number);
        }
    }

    /**
     * The result, which ends the stream. That it has none is told by {@link RemoteAsker}.
     *
     * @param number one more than the last chunk has
     */
    record Result(long number) implements StreamPart {

        /** Checks the number. */
        public Result {
            check(number);
        }
    }

    private static void check(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("number must be at least 1, not " + number);
        }
    }
}
