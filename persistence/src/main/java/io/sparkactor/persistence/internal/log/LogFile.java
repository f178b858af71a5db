package io.sparkactor.persistence.internal.log;

import java.io.Closeable;
import java.io.IOException;

/** An open file. Confined to one thread at a time, but for {@link #force}, which another thread may call meanwhile. */
public interface LogFile extends Closeable {

    /** How long it is. */
    long length() throws IOException;

    /** Its first bytes, as many as fit into an array. */
    byte[] read(long count) throws IOException;

    /** Writes bytes at a position. If it throws, some of them may be there. */
    void write(long position, byte[] bytes) throws IOException;

    /** Cuts it. */
    void truncate(long length) throws IOException;

    /** Returns when all that was written before is on stable storage. */
    void force() throws IOException;
}
