package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import io.sparkactor.remote.internal.net.LoopTimer;
import java.time.Duration;

/**
 * What a client has sent of frames that have not come to their end: counted with that of all others, and kept for a time only. Confined to
 * the loop.
 */
final class Unfinished {

    private final Hub hub;
    private final Client client;
    private final Channel channel;
    private final Duration most;
    private final LoopTimer deadline;
    private long bytes;

    Unfinished(Hub hub, Client client, Channel channel) {
        this.hub = hub;
        this.client = client;
        this.channel = channel;
        most = hub.settings().times().frame();
        deadline = hub.loop().timer(this::late);
    }

    /** So much more is kept; negative when it is handed on or thrown away. */
    void keep(int more) {
        boolean first = bytes == 0;
        bytes += more;
        if (bytes == 0) {
            deadline.cancel();
        } else if (first) {
            deadline.in(most);
        }
        if (!hub.budget().keep(more)) {
            channel.config().setAutoRead(false);
            client.end(Refusal.MEMORY, "");
        }
    }

    /** A message has come to its end; what is kept by now is of the next one. */
    void whole() {
        if (bytes > 0) {
            deadline.in(most);
        }
    }

    private void late() {
        if (client.reading().isHeldUp()) {
            // The rest may be there, and is not read.
            deadline.in(most);
        } else {
            client.end(Refusal.UNFINISHED, "kept=" + bytes);
        }
    }
}
