package io.sparkactor.benchmarks.remote;

import io.sparkactor.Connection;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.RemoteOptions;
import java.net.InetSocketAddress;
import java.net.URI;

/** How one Spark system gets to another. Immutable. */
interface Road {

    /** Of the relay. */
    String RELAY_SECRET = "of the relay";

    /** What both systems are opened with. */
    RemoteOptions<?> options();

    /** Makes a system ready to be found, and says where it is; without blanks. */
    String address(Syndicate far);

    /** Goes there. */
    Connection connect(Syndicate near, SystemId far, String address);

    /** Straight over TCP. */
    record Tcp(RemoteOptions<?> options) implements Road {

        @Override
        public String address(Syndicate far) {
            return Integer.toString(far.remoteAddress().getPort());
        }

        @Override
        public Connection connect(Syndicate near, SystemId far, String address) {
            return near.connect(far, new InetSocketAddress("127.0.0.1", Integer.parseInt(address)));
        }
    }

    /** Straight over WebSocket. */
    record WebSocket(RemoteOptions<?> options) implements Road {

        @Override
        public String address(Syndicate far) {
            return far.remoteUri().orElseThrow().toString();
        }

        @Override
        public Connection connect(Syndicate near, SystemId far, String address) {
            return near.connectUri(far, URI.create(address));
        }
    }

    /** By a relay. */
    record Relayed(RemoteOptions<?> options, URI relay) implements Road {

        @Override
        public String address(Syndicate far) {
            if (!far.connectRelay(relay, RELAY_SECRET).awaitConnected(NearSide.TIMEOUT)) {
                throw new IllegalStateException("no connection to the relay " + relay);
            }
            return relay.toString();
        }

        @Override
        public Connection connect(Syndicate near, SystemId far, String address) {
            return near.connectRelay(relay, RELAY_SECRET);
        }
    }
}
