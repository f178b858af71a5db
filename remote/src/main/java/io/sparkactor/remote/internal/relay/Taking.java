package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Whether a client takes what waits for it. Looked at when something comes for it, so that it costs no timer. Confined to the loop.
 */
final class Taking {

    private final Channel channel;
    private final long patienceNanos;
    private Progress seen = new Progress(0, 0);
    private long sinceNanos;

    /** What changes as soon as one byte leaves: frames that have left, bytes of the first of those that wait that have. */
    private record Progress(long taken, long ofFirst) {}

    /**
     * For one client.
     *
     * @param patienceNanos for how long it may take nothing
     */
    Taking(Channel channel, long patienceNanos) {
        this.channel = channel;
        this.patienceNanos = patienceNanos;
    }

    /** Whether it has taken nothing for too long, while something waited for it. */
    boolean isStuck(Traffic traffic, long now) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        var progress = new Progress(traffic.taken(), out == null ? 0 : out.currentProgress());
        if (!traffic.isWaitedFor() || !progress.equals(seen)) {
            seen = progress;
            sinceNanos = now;
        }
        return now - sinceNanos > patienceNanos;
    }
}
