package io.sparkactor.remote.internal.net;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

/** What encrypts connections, whatever travels on them. Thread-safe. */
public interface Encryption {

    /** Puts it on top of what a connection that was accepted has in its pipeline. */
    void accept(Channel channel);

    /**
     * Puts it on top of what a connection that we make has in its pipeline.
     *
     * @param to whom the certificate of the other side must be for
     */
    void dial(Channel channel, InetSocketAddress to);
}
