package io.sparkactor.remote.internal.relay;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.sparkactor.RemoteException;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.net.TaskThreads;
import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.remote.internal.relay.settings.RelayTls;
import io.sparkactor.spi.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where connections come in, and what each gets first: a deadline, TLS, HTTP. Opened by any thread; the rest is on the loop. */
final class Door {

    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LONGEST_BODY = 1_024;

    /** Answers that may pile up beyond what is handed on, before a client is not read. */
    private static final int ANSWER_BYTES = 256 << 10;

    /** How many handshakes of TLS are computed at once. */
    private static final int HANDSHAKES = 2;

    private final Hub hub;
    private final TaskThreads computing;
    private final Set<Channel> inside = new HashSet<>();
    private final Channel listener;

    /**
     * Begins to listen.
     *
     * @throws RemoteException if that cannot be
     */
    Door(Hub hub, InetSocketAddress address) {
        this.hub = hub;
        computing = new TaskThreads(hub.loop().hooks(), "spark-relay-tls", HANDSHAKES);
        listener = bind(address);
    }

    private Channel bind(InetSocketAddress address) {
        int mark = hub.settings().limits().targetBytes();
        ChannelFuture bound = new ServerBootstrap()
                .group(hub.loop().netty())
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(mark, (int)
                        Math.min(Integer.MAX_VALUE, (long) mark + ANSWER_BYTES)))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address);
        var waiting = new Waiting(hub.loop().hooks());
        Channels.whenDone(bound, _ -> waiting.changed());
        long deadline = hub.now() + hub.settings().times().handshake().toNanos();
        boolean done = waiting.until("to open a port", bound::isDone, deadline);
        if (!done || !bound.isSuccess()) {
            Channels.close(bound.channel());
            Throwable cause = bound.cause();
            throw new RemoteException(
                    "a relay cannot listen on " + HostPort.text(address) + ": "
                            + (cause == null ? "no answer" : Causes.text(cause)) + "; is another program there?",
                    cause);
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress from)
                || hub.clients().isClosing()) {
            Channels.close(channel);
            return;
        }
        InetAddress address = from.getAddress();
        if (!hub.addresses().add(address)) {
            hub.counters().refused(Refusal.CONNECTIONS);
            hub.log().warn("refused address=" + Channels.address(channel) + " reason=" + Refusal.CONNECTIONS.label());
            Channels.close(channel);
            return;
        }
        hub.counters().connected();
        inside.add(channel);
        LoopTimer deadline = hub.loop().timer(() -> {
            hub.counters().refused(Refusal.LATE);
            hub.log().warn("closed address=" + Channels.address(channel) + " reason=" + Refusal.LATE.label());
            Channels.close(channel);
        });
        deadline.in(hub.settings().times().handshake());
        Channels.whenClosed(channel, () -> {
            deadline.cancel();
            inside.remove(channel);
            hub.addresses().remove(address);
            hub.quiet().changed();
        });
        RelayTls tls = hub.settings().tls();
        if (tls != null) {
            tls.accept(channel, computing);
        }
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(LONGEST_LINE, LONGEST_HEADERS, LONGEST_BODY),
                        new HttpObjectAggregator(LONGEST_BODY, true),
                        new Front(hub, deadline));
    }

    /** Where it listens. For any thread. */
    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /** Listens no more; those who are inside stay. For any thread. */
    void close() {
        Channels.close(listener);
    }

    /** Clients are told that this is the end; those that are none yet are not. */
    void empty() {
        hub.clients().all().forEach(Client::shutDown);
        List.copyOf(inside).stream()
                .filter(channel -> channel.pipeline().get(ClientHandler.class) == null)
                .forEach(Channels::close);
    }
}
