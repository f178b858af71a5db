package io.sparkactor.remote.internal.tunnel;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.stream.StreamChannel;

/** Frames through a tunnel. Its other end is where the relay says that it is; more than that says the handshake. Confined to the loop. */
final class TunnelChannel extends StreamChannel {

    private final SystemId peer;
    private final Runnable agreed;

    /** @param agreed told when who has called has shown that it knows the secret */
    TunnelChannel(Tunnel tunnel, Runnable agreed) {
        super(tunnel.socket(), false);
        peer = tunnel.peer();
        this.agreed = agreed;
    }

    @Override
    public SystemId peer() {
        return peer;
    }

    @Override
    public void agreed() {
        agreed.run();
    }

    @Override
    public String address() {
        return peer + " by the relay";
    }
}
