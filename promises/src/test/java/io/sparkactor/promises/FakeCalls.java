package io.sparkactor.promises;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TransportHome;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has called whom in a {@link FakeNetwork} where a way leads only between such. Thread-safe. */
final class FakeCalls {

    private final List<String> made = new ArrayList<>();
    private final List<String> hangUps = new ArrayList<>();
    private boolean ringing;

    /** Who has called which address, as {@code left calls right:1}; in order. */
    synchronized List<String> made() {
        return List.copyOf(made);
    }

    /** Who has closed a connection to which address, as {@code left hangs up on right:1}; in order. */
    synchronized List<String> hangUps() {
        return List.copyOf(hangUps);
    }

    /** From now on whoever calls where nobody is waits for as long as it has patience. */
    synchronized void ringOn() {
        ringing = true;
    }

    /** @param found whether it is there */
    synchronized Connection call(TransportHome from, SystemId peer, InetSocketAddress address, boolean found) {
        String where = address.getHostString() + ":" + address.getPort();
        made.add(from.name() + " calls " + where);
        return new Call(peer, found, ringing ? from.hooks() : null, () -> hangUp(from, where));
    }

    private synchronized void hangUp(TransportHome from, String address) {
        hangUps.add(from.name() + " hangs up on " + address);
    }

    /** What a call has come to. */
    private record Call(
            SystemId peer, boolean found, @Nullable RuntimeHooks ringing, Runnable hangUp) implements Connection {

        @Override
        public ConnectionState state() {
            return found ? ConnectionState.CONNECTED : ConnectionState.DISCONNECTED;
        }

        @Override
        public boolean awaitConnected(Duration timeout) {
            if (!found && ringing != null) {
                long until = ringing.nanoTime() + timeout.toNanos();
                for (long left = timeout.toNanos(); left > 0; left = until - ringing.nanoTime()) {
                    ringing.park(left);
                }
            }
            return found;
        }

        @Override
        public void close() {
            hangUp.run();
        }
    }
}
