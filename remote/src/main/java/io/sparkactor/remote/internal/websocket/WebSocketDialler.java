package io.sparkactor.remote.internal.websocket;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.proxy.HttpProxyHandler;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.Encryption;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.settings.HttpProxy;
import io.sparkactor.remote.internal.settings.WebSocketSettings;
import io.sparkactor.spi.ThreadRole;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets at one URI, by a proxy if there is to be one. Immutable. */
public final class WebSocketDialler implements Dialler {

    private final Parts parts;
    private final WebSocketSettings settings;
    private final Supplier<? extends Encryption> encryption;
    private final WebSocketAddress to;

    private WebSocketDialler(
            Parts parts, WebSocketSettings settings, Supplier<? extends Encryption> encryption, WebSocketAddress to) {
        this.parts = parts;
        this.settings = settings;
        this.encryption = encryption;
        this.to = to;
    }

    /**
     * For a URI, which the core has checked.
     *
     * @param encryption asked for {@code wss} alone; may block
     */
    public static WebSocketDialler to(
            URI uri, Parts parts, WebSocketSettings settings, Supplier<? extends Encryption> encryption) {
        return new WebSocketDialler(parts, settings, encryption, WebSocketAddress.of(uri));
    }

    /**
     * For a host and a port, which may be a name.
     *
     * @param encrypted whether it is {@code wss}
     * @throws IllegalArgumentException if the host cannot stand in a URI
     */
    public static WebSocketDialler to(
            InetSocketAddress host,
            boolean encrypted,
            Parts parts,
            WebSocketSettings settings,
            Supplier<? extends Encryption> encryption) {
        return new WebSocketDialler(parts, settings, encryption, WebSocketAddress.of(host, encrypted));
    }

    @Override
    public String address() {
        return to.toString();
    }

    /** Where the first packet goes. */
    private record Hop(
            SocketAddress to,
            @Nullable InetSocketAddress proxy,
            @Nullable HttpProxy settings,
            @Nullable Encryption encryption) {}

    /** What becomes of a WebSocket that is opened for something else than a connection with one system. Called on the loop. */
    public interface Use {

        /** Whether nobody waits for it any more. */
        boolean isOver();

        /** Has something run if nobody waits any more before it is open; at once if that is so already. */
        void whenOver(Runnable cleanUp);

        /**
         * It is open; the handler for its messages is to be added at once.
         *
         * @param subProtocol the one that was agreed on; null for none
         */
        void opened(WebSocketChannel channel, @Nullable String subProtocol);

        /** It could not be opened. No more than the first word counts. */
        void failed(String why);
    }

    @Override
    public void dial(Attempt attempt) {
        open(parts.settings().sessions() ? WebSocketReception.SUB_PROTOCOL : null, new Opened(attempt));
    }

    /**
     * Opens one. On the loop; does not wait. A look-up blocks, and so may what says which proxy is to be taken, and which certificates are trusted:
     * that has a thread of its own.
     *
     * @param offered the sub-protocol that is asked for; null for none
     */
    public void open(@Nullable String offered, Use use) {
        parts.home()
                .hooks()
                .startThread(ThreadRole.BLOCKING, "spark-lookup-" + parts.home().name(), () -> {
                    try {
                        Hop hop = hop();
                        parts.loop().execute(() -> connect(hop, offered, use));
                    } catch (UnknownHostException e) {
                        parts.loop().execute(() -> use.failed("the host " + e.getMessage() + " is not known"));
                    } catch (RuntimeException e) {
                        parts.loop().execute(() -> use.failed("no way was found: " + e));
                    }
                });
    }

    /** With a proxy, it is the one that looks up the other side. */
    private Hop hop() throws UnknownHostException {
        HttpProxy proxy = new Proxies(settings.proxy()).to(to);
        Encryption layer = to.encrypted() ? encryption.get() : null;
        return proxy == null
                ? new Hop(resolved(to.host()), null, null, layer)
                : new Hop(
                        to.host(),
                        resolved(InetSocketAddress.createUnresolved(proxy.host(), proxy.port())),
                        proxy,
                        layer);
    }

    private static InetSocketAddress resolved(InetSocketAddress address) throws UnknownHostException {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.getHostString()), address.getPort());
        } catch (UnknownHostException e) {
            var named = new UnknownHostException(address.getHostString());
            named.initCause(e);
            throw named;
        }
    }

    private void connect(Hop hop, @Nullable String offered, Use use) {
        if (use.isOver()) {
            return;
        }
        var connected = new Bootstrap()
                .group(parts.loop().netty())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // ours runs on the clock of the runtime
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WebSocketChannel.WATER_MARK)
                .disableResolver()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        prepare(channel, hop, offered, use);
                    }
                })
                .connect(hop.to());
        Channels.whenDone(connected, done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                use.failed(
                        (hop.settings() == null ? "" : "by the proxy " + hop.settings() + ": ") + Causes.text(cause));
            }
        });
    }

    private void prepare(Channel channel, Hop hop, @Nullable String offered, Use use) {
        use.whenOver(() -> Channels.close(channel));
        ChannelPipeline pipeline = channel.pipeline();
        if (hop.proxy() != null && hop.settings() != null) {
            pipeline.addLast(tunnel(hop.proxy(), hop.settings()));
        }
        if (hop.encryption() != null) {
            hop.encryption().dial(channel, to.host());
        }
        pipeline.addLast(
                new HttpClientCodec(), new UpgradeRequest(to, offered, parts.refusals(), new UpgradeRequest.Outcome() {
                    @Override
                    public void opened(Channel open, @Nullable String subProtocol) {
                        use.opened(new WebSocketChannel(open, to.encrypted(), false), subProtocol);
                    }

                    @Override
                    public void failed(String why) {
                        use.failed(why);
                    }
                }));
    }

    private static HttpProxyHandler tunnel(InetSocketAddress proxy, HttpProxy settings) {
        String password = settings.password();
        HttpProxyHandler handler = settings.user() == null || password == null
                ? new HttpProxyHandler(proxy)
                : new HttpProxyHandler(proxy, settings.user(), password);
        handler.setConnectTimeoutMillis(0); // as above
        return handler;
    }

    /** What becomes of an attempt once the server has answered. */
    private final class Opened implements Use {

        private final Attempt attempt;

        Opened(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public boolean isOver() {
            return attempt.isOver();
        }

        @Override
        public void whenOver(Runnable cleanUp) {
            attempt.whenOver(cleanUp);
        }

        @Override
        public void opened(WebSocketChannel made, @Nullable String subProtocol) {
            if (subProtocol != null) {
                attempt.made(made);
            } else if (parts.settings().secret() != null && !settings.unauthenticatedPython()) {
                attempt.failed(
                        "this system has a secret, and whoever answers there has no way to show that it knows it, as the"
                                + " Python original over WebSocket; allowUnauthenticatedPython() would talk to it all the same");
                made.close();
            } else {
                attempt.madePlain(peer -> registered(made, peer));
            }
        }

        private DirectEnd registered(WebSocketChannel made, SystemId peer) {
            var end = new DirectEnd(parts, made, peer);
            end.register();
            return end;
        }

        @Override
        public void failed(String why) {
            attempt.failed(why);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WebSocketDialler dialler && dialler.to.equals(to);
    }

    @Override
    public int hashCode() {
        return to.hashCode();
    }

    @Override
    public String toString() {
        return "WebSocketDialler(" + address() + ")";
    }
}
