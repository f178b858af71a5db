package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.sparkactor.remote.internal.net.LoopTimer;

/**
 * Looks whether a registered client lives, and takes what waits for it. A client that is not read, on purpose, need give no sign, but gets
 * one: its own pings are not read either, and it could take the relay for dead. Confined to the loop.
 */
final class Liveness {

    private static final int SILENT_TICKS = 3;
    private static final int STALLED_TICKS = 2;

    private final Hub hub;
    private final Client client;
    private final Channel channel;
    private final LoopTimer timer;
    private long heardNanos;
    private int silentTicks;
    private int stalledTicks;
    private Progress progress = new Progress(0, 0, 0);

    /** What changes as soon as one byte leaves: frames that have left, bytes that wait, bytes of the first that have left. */
    private record Progress(long taken, long waiting, long ofFirst) {}

    Liveness(Hub hub, Client client, Channel channel) {
        this.hub = hub;
        this.client = client;
        this.channel = channel;
        timer = hub.loop().timer(this::tick);
        heardNanos = hub.now();
    }

    void begin() {
        timer.in(hub.settings().times().heartbeat());
    }

    void end() {
        timer.cancel();
    }

    void heard() {
        heardNanos = hub.now();
        silentTicks = 0;
    }

    boolean isHeardSince(long nanos) {
        return heardNanos - nanos > 0;
    }

    private void tick() {
        boolean paused = client.reading().isPaused();
        silentTicks = paused ? 0 : silentTicks + 1;
        Progress now = progress();
        stalledTicks = now.waiting() > 0 && now.equals(progress) ? stalledTicks + 1 : 0;
        progress = now;
        if (stalledTicks >= STALLED_TICKS) {
            client.end(Refusal.STALLED, "waiting=" + now.waiting());
        } else if (silentTicks > SILENT_TICKS) {
            client.end(Refusal.SILENT, "");
        } else {
            // What waits for it is a sign as well, and a ping behind it would look as if some of it had left.
            if (paused ? now.waiting() == 0 : silentTicks > 0) {
                client.ping();
            }
            begin();
        }
    }

    private Progress progress() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out == null
                ? new Progress(0, 0, 0)
                : new Progress(client.traffic().taken(), out.totalPendingWriteBytes(), out.currentProgress());
    }
}
