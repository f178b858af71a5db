package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** A connection on which whole binary messages come and go, as WebSocket has them. Confined to the loop. */
public interface Line {

    /** Where buffers for it come from. */
    ByteBufAllocator allocator();

    /** Whether more should be written now; else the listener is told when. */
    boolean isWritable();

    /** How long a message may be that comes, from the next one on; until it is told, a header and little more. */
    void largest(int bytes);

    /** Writes a message, which is released by this. */
    void write(ByteBuf message);

    /** Sends all that was written. */
    void flush();

    /** Asks for a sign of life. */
    void ping();

    /** Closes it behind what was written, and says so; the listener is not told any more. */
    void close(String why);
}
