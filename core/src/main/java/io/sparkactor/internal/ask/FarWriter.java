package io.sparkactor.internal.ask;

/** The writer of a stream, where that is in another system: what its reader tells it. Thread-safe; never blocks. */
public interface FarWriter {

    /** The reader has taken a chunk. */
    void taken();

    /** Nobody reads any more, though the writer has not ended the stream. */
    void cancel();

    /** The stream has ended, whoever has ended it. Once. */
    void ended();
}
