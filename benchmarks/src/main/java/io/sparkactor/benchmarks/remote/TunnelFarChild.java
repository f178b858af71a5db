package io.sparkactor.benchmarks.remote;

import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import java.io.IOException;
import java.net.URI;

/** The JVM that receives over one of the {@link Way ways}, or that of the relay. Confined to the main thread. */
final class TunnelFarChild {

    /** The argument for the relay. */
    static final String RELAY = "relay";

    private TunnelFarChild() {}

    /** Prints how it is found, and ends with its input; the arguments are {@link #RELAY}, or the way and the URI of the relay. */
    static void main(String[] args) throws IOException {
        if (args[0].equals(RELAY)) {
            try (WebSocketRelay relay = Remote.relay().secret(Road.RELAY_SECRET).start()) {
                untilTheEnd(relay.uri().toString());
            }
        } else {
            try (FarSide far = new SparkFar(Way.valueOf(args[0]).road(URI.create(args[1])))) {
                untilTheEnd(far.place());
            }
        }
    }

    private static void untilTheEnd(String place) throws IOException {
        System.out.println(FarJvm.MARK + place);
        while (System.in.read() >= 0) {
            // nothing is said on it
        }
    }
}
