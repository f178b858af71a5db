package io.sparkactor.remote.internal.link;

import io.netty.buffer.Unpooled;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;

/** How a connection is closed on which something may still be on its way out. On the loop. */
public final class LastBytes {

    private LastBytes() {}

    /** Closes it behind what was written before; at the end of the time for handshakes, if the other side takes nothing. */
    public static void thenClose(Parts parts, FrameChannel channel) {
        LoopTimer deadline = parts.loop().timer(channel::close);
        deadline.in(parts.settings().times().handshake());
        Channels.whenClosed(channel.netty(), deadline::cancel);
        Channels.whenDone(channel.netty().writeAndFlush(Unpooled.EMPTY_BUFFER), _ -> channel.close());
    }
}
