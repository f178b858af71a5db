package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.util.List;

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

    /** The bodies that amount to the same as all that were applied. */
    List<byte[]> bodies();

    /** About how many bytes those have. */
    long size();
}
