package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The present connection to the relay, as seen by what goes out by it. Confined to the loop. */
public interface Post {

    /** How many bytes a message may have that the relay takes. */
    int frameBytes();

    /** Where buffers come from. */
    ByteBufAllocator allocator();

    /** Whether more should be written now. */
    boolean isWritable();

    /** Writes a message, which is released by this. */
    void write(ByteBuf message);

    /** Sends all that was written. */
    void flush();
}
