package io.sparkactor.remote.internal.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.stream.StreamChannel;
import io.sparkactor.spi.HostPort;
import io.sparkactor.spi.ThreadRole;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Makes TCP connections to one address, with TLS if there is to be any. Immutable. */
final class TcpDialler implements Dialler {

    private final Parts parts;
    private final @Nullable TlsLayer tls;
    private final InetSocketAddress to;

    /** @param to looked up anew with each attempt, if it is a name */
    TcpDialler(Parts parts, @Nullable TlsLayer tls, InetSocketAddress to) {
        this.parts = parts;
        this.tls = tls;
        this.to = to;
    }

    @Override
    public String address() {
        return HostPort.text(to);
    }

    @Override
    public void dial(Attempt attempt) {
        if (to.isUnresolved()) {
            lookUp(attempt);
        } else {
            connect(to, attempt);
        }
    }

    /** A look-up blocks, for seconds where a name server does not answer, so it has a thread of its own. */
    private void lookUp(Attempt attempt) {
        parts.home()
                .hooks()
                .startThread(ThreadRole.BLOCKING, "spark-lookup-" + parts.home().name(), () -> {
                    try {
                        var found = new InetSocketAddress(InetAddress.getByName(to.getHostString()), to.getPort());
                        parts.loop().execute(() -> connect(found, attempt));
                    } catch (UnknownHostException e) {
                        parts.loop().execute(() -> attempt.failed("the host " + to.getHostString() + " is not known"));
                    }
                });
    }

    private void connect(InetSocketAddress found, Attempt attempt) {
        if (attempt.isOver()) {
            return;
        }
        ChannelFuture connected = new Bootstrap()
                .group(parts.loop().netty())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // ours runs on the clock of the runtime
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, StreamChannel.WATER_MARK)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            tls.dial(channel, to);
                        }
                        attempt.made(new StreamChannel(channel, tls != null));
                    }
                })
                .connect(found);
        Channels.whenDone(connected, done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                attempt.failed(Causes.text(cause));
            }
        });
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TcpDialler dialler && dialler.to.equals(to);
    }

    @Override
    public int hashCode() {
        return to.hashCode();
    }

    @Override
    public String toString() {
        return "TcpDialler(" + address() + ")";
    }
}
