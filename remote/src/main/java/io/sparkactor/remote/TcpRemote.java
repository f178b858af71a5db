package io.sparkactor.remote;

import io.sparkactor.remote.internal.tcp.TcpSettings;

/** TCP, and what may be said about it. Immutable. */
public final class TcpRemote extends RemoteOptions<TcpRemote> {

    TcpRemote(TcpSettings settings) {
        super(settings);
    }

    @Override
    TcpRemote with(TcpSettings other) {
        return new TcpRemote(other);
    }
}
