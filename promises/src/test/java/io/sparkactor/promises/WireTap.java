package io.sparkactor.promises;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.Transport;
import io.sparkactor.spi.TransportHome;
import io.sparkactor.spi.TransportProvider;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Somebody who reads all messages that go over a network. Thread-safe. */
final class WireTap implements TransportProvider {

    private final TransportProvider network;
    private final List<Object> heard = new CopyOnWriteArrayList<>();

    WireTap(TransportProvider network) {
        this.network = network;
    }

    /** The contents of all messages, in the order in which they were sent. */
    List<Object> heard() {
        return heard;
    }

    /** The first content that is a map with this entry. */
    Map<?, ?> first(String key, Object value) {
        return heard.stream()
                .filter(content -> content instanceof Map<?, ?> map && value.equals(map.get(key)))
                .map(content -> (Map<?, ?>) content)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + "=" + value + " in " + heard));
    }

    @Override
    public Transport open(TransportHome home) {
        return new Tapped(network.open(home));
    }

    private final class Tapped implements Transport {

        private final Transport inner;

        Tapped(Transport inner) {
            this.inner = inner;
        }

        @Override
        public @Nullable DeadLetterReason send(OutboundMessage message) {
            heard.add(message.content());
            return inner.send(message);
        }

        @Override
        public void start() {
            inner.start();
        }

        @Override
        public boolean carriesStreams(SystemId peer) {
            return inner.carriesStreams(peer);
        }

        @Override
        public InetSocketAddress address() {
            return inner.address();
        }

        @Override
        public Connection connect(SystemId peer, InetSocketAddress address) {
            return inner.connect(peer, address);
        }

        @Override
        public Connection connect(String address) {
            return inner.connect(address);
        }

        @Override
        public Map<SystemId, TransportHealth> health() {
            return inner.health();
        }

        @Override
        public ControlOutcome control(SystemId peer, RemoteControl control) {
            return inner.control(peer, control);
        }

        @Override
        public long inFlight() {
            return inner.inFlight();
        }

        @Override
        public void close(long deadlineNanos) {
            inner.close(deadlineNanos);
        }
    }
}
