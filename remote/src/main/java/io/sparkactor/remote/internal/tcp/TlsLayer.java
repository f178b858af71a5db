package io.sparkactor.remote.internal.tcp;

import io.netty.channel.Channel;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.sparkactor.remote.internal.net.Encryption;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLParameters;

/**
 * Puts TLS under connections. Immutable.
 *
 * @param tls keys and trust
 * @param computing runs what a handshake computes: milliseconds each, in which the loop would serve nobody else
 */
record TlsLayer(Tls tls, Executor computing) implements Encryption {

    @Override
    public void accept(Channel channel) {
        onTheHeap(channel);
        channel.pipeline().addLast(timeless(tls.acceptor().newHandler(channel.alloc(), computing)));
    }

    @Override
    public void dial(Channel channel, InetSocketAddress address) {
        onTheHeap(channel);
        SslHandler handler =
                tls.dialler().newHandler(channel.alloc(), address.getHostString(), address.getPort(), computing);
        checkHost(handler);
        channel.pipeline().addLast(timeless(handler));
    }

    /** Said here, as a context of the JDK says nothing of it: any certificate that is trusted would do for any host. */
    private static void checkHost(SslHandler handler) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
    }

    /** The JDK's ciphers work on arrays: they would copy what lies elsewhere, piece by piece. */
    private static void onTheHeap(Channel channel) {
        channel.config().setAllocator(new PreferHeapByteBufAllocator(channel.alloc()));
    }

    /** The time for handshakes, which runs on the clock of the runtime, is for this too. */
    private static SslHandler timeless(SslHandler handler) {
        handler.setHandshakeTimeoutMillis(0);
        return handler;
    }
}
