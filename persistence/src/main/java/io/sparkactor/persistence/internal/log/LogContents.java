package io.sparkactor.persistence.internal.log;

import java.io.IOException;

/** What the records of a log amount to. Called under the lock of its {@link RecordLog}. */
public interface LogContents {

    /** Forgets all. */
    void clear();

    /**
     * Takes note of a record, in the order of the log.
     *
     * @throws IOException if the body is none that this version knows
     */
    void apply(byte[] body) throws IOException;

    /**
     * The bodies that amount to the same as all that were applied by now. Another thread goes through them later and without the lock: what
     * is applied meanwhile does not show. To make this takes little time, as whoever wants the lock waits for it.
     */
    Iterable<byte[]> snapshot();

    /** About how many bytes those have. */
    long size();
}
