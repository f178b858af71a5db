package io.sparkactor.remote.internal.membership;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.handshake.Dialler;

/** Reaches one system by the relay. Immutable. */
record RelayDialler(Exchange exchange, SystemId peer) implements Dialler {

    @Override
    public String address() {
        return exchange.address();
    }

    @Override
    public void dial(Attempt attempt) {
        exchange.dial(peer, attempt);
    }
}
