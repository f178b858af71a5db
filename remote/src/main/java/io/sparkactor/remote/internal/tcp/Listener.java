package io.sparkactor.remote.internal.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.sparkactor.RemoteException;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.AddressCounts;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.Deadlines;
import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.peer.Entrance;
import io.sparkactor.remote.internal.settings.RemoteLimits;
import io.sparkactor.remote.internal.stream.StreamChannel;
import io.sparkactor.spi.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where others call us. Opened and asked by any thread; connections are confined to the loop. */
final class Listener implements Entrance {

    private final Parts parts;
    private final AddressCounts counts;
    private final @Nullable TlsLayer tls;
    private final Consumer<Channel> reception;
    private final Set<Channel> calls = new HashSet<>();
    private final Channel channel;

    private Listener(Parts parts, @Nullable TlsLayer tls, Consumer<Channel> reception, InetSocketAddress address) {
        this.parts = parts;
        RemoteLimits limits = parts.settings().limits();
        counts = new AddressCounts(limits.connections(), limits.connectionsPerAddress());
        this.tls = tls;
        this.reception = reception;
        channel = bind(address);
    }

    /**
     * Takes a port. Who calls it waits for {@link #start}.
     *
     * @param reception takes each connection, encrypted if it is to be
     * @throws RemoteException if the host is not known or not one of this machine, the port is in use, or others could reach a listener
     *     that knows no secret
     */
    static Listener open(Parts parts, TcpSettings settings, @Nullable TlsLayer tls, Consumer<Channel> reception) {
        InetSocketAddress address = resolve(settings);
        if (!address.getAddress().isLoopbackAddress() && settings.isOpenToAll()) {
            throw new RemoteException(
                    "listening on " + HostPort.text(address) + " would let anybody in the network send messages to "
                            + parts.home().name()
                            + ": give both sides the same secret, secret(…), or certificates, tls(…), or listen on 127.0.0.1",
                    null);
        }
        return new Listener(parts, tls, reception, address);
    }

    private static InetSocketAddress resolve(TcpSettings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        } catch (UnknownHostException e) {
            throw new RemoteException("cannot listen on " + settings.host() + ": the host is not known", e);
        }
    }

    private Channel bind(InetSocketAddress address) {
        ChannelFuture bound = new ServerBootstrap()
                .group(parts.loop().netty())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, StreamChannel.WATER_MARK)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address);
        var waiting = new Waiting(parts.home().hooks());
        Channels.whenDone(bound, _ -> waiting.changed());
        boolean done = waiting.until(
                "to open a port",
                bound::isDone,
                Deadlines.after(parts.home().hooks(), parts.settings().times().handshake()));
        if (!done || !bound.isSuccess()) {
            Channels.close(bound.channel());
            Throwable cause = bound.cause();
            throw new RemoteException(
                    "cannot listen on " + HostPort.text(address) + ": "
                            + (cause == null ? "no answer" : Causes.text(cause)) + "; is another program there?",
                    cause);
        }
        return bound.channel();
    }

    private void accept(Channel accepted) {
        if (!(accepted.remoteAddress() instanceof InetSocketAddress from)) {
            Channels.close(accepted); // it has gone already
            return;
        }
        InetAddress address = from.getAddress();
        if (parts.ways().isClosing()) {
            Channels.close(accepted);
            return;
        }
        if (!counts.add(address)) {
            parts.refusals()
                    .refused(
                            TransportRefusal.CONNECTIONS,
                            "refused a connection of " + address.getHostAddress()
                                    + ": there are as many as there may be");
            Channels.close(accepted);
            return;
        }
        calls.add(accepted);
        Channels.whenClosed(accepted, () -> {
            calls.remove(accepted);
            counts.remove(address);
        });
        if (tls != null) {
            tls.accept(accepted);
        }
        reception.accept(accepted);
    }

    /** Lets in who has called, and who will. */
    void start() {
        channel.config().setAutoRead(true);
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    @Override
    public void close() {
        Channels.close(channel);
    }

    /** Left to the end of the loop, a socket may be shut one way only, and who never reads, as the original, goes on sending into it. */
    @Override
    public void closeAccepted() {
        List.copyOf(calls).forEach(Channels::close);
    }
}
