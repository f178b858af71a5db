package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import io.sparkactor.remote.internal.net.Loop;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Flushes each connection once for all that was written to it while the loop looked at its sockets: a call of the operating system costs
 * more than the rest of the way of a small frame. Confined to the loop.
 */
final class Flushes {

    private final Loop loop;
    private Set<Channel> pending = new LinkedHashSet<>();

    Flushes(Loop loop) {
        this.loop = loop;
    }

    /** Something was written to a connection. */
    void add(Channel channel) {
        if (pending.isEmpty()) {
            loop.execute(this::flush);
        }
        pending.add(channel);
    }

    private void flush() {
        Set<Channel> all = pending;
        // What a flush brings about, as acknowledgements, waits for the next one.
        pending = new LinkedHashSet<>();
        all.forEach(Channel::flush);
    }
}
