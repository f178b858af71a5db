package io.sparkactor.remote.internal.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.sparkactor.spi.HostPort;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/**
 * What is done with channels, and nobody has use for the future that comes of it: how it went shows on the channel itself, whose handlers
 * are told; and what is asked of them. Stateless.
 */
public final class Channels {

    private Channels() {}

    /** Closes it at once. */
    public static void close(Channel channel) {
        ignore(channel.close());
    }

    /** Has something run on the loop once a channel is closed. */
    public static void whenClosed(Channel channel, Runnable task) {
        whenDone(channel.closeFuture(), _ -> task.run());
    }

    /** Has something run on the loop once something is done. */
    public static void whenDone(ChannelFuture future, Consumer<ChannelFuture> task) {
        ignore(future.addListener((ChannelFutureListener) task::accept));
    }

    /** Has a loop drive a channel; on that loop it is done when this returns. */
    public static void register(Loop loop, Channel channel) {
        ignore(loop.netty().register(channel));
    }

    /** Where the other side is, as we see it; empty if that has no name. */
    public static String address(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress address ? HostPort.text(address) : "";
    }

    private static void ignore(@SuppressWarnings("unused") ChannelFuture future) {
        // See above.
    }
}
