package io.sparkactor.remote.internal.handshake;

import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.RecentIds;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.parts.Parts;

/** Takes in who calls us, whatever the connection is made of. One for all that listens for a transport. Confined to the loop. */
public final class Acceptor {

    private final Parts parts;
    private final Callers callers;
    private final RecentIds recent = new RecentIds();

    /** One that has taken nobody in. */
    public Acceptor(Parts parts, Callers callers) {
        this.parts = parts;
        this.callers = callers;
    }

    /** Begins the handshake on a connection that somebody has made to us. */
    public void accept(FrameChannel channel) {
        if (parts.settings().secret() == null) {
            // Else nothing but a handshake is kept for whoever has not shown that it knows the secret.
            channel.largest(parts.settings().limits().largestFrame());
        }
        channel.handler(new AcceptHandshake(parts, channel, recent, callers));
    }

    /** Takes in who has called and has no handshake, or refuses it. */
    public void accept(PlainEnd end) {
        if (end.peer().equals(parts.home().systemId())) {
            parts.refusals().count(TransportRefusal.TAKEN);
            end.refuse("the peer has the id of this system; two systems that talk to each other need two names");
        } else {
            callers.called(end);
        }
    }
}
