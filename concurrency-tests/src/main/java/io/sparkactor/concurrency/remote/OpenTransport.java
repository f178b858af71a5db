package io.sparkactor.concurrency.remote;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.Transport;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A way to all systems that keeps what was sent last, for the test to settle. */
final class OpenTransport implements Transport {

    private static final AtomicLong NAMES = new AtomicLong();

    private volatile @Nullable OutboundMessage sent;

    /** The name of a syndicate that nobody else has. */
    static String nextName() {
        return "stepped-" + NAMES.incrementAndGet();
    }

    /** What was sent last. */
    OutboundMessage sent() {
        return Objects.requireNonNull(sent, "nothing was sent");
    }

    @Override
    public void start() {}

    @Override
    public InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Connection connect(SystemId peer, InetSocketAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Connection connect(String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<SystemId, TransportHealth> health() {
        return Map.of();
    }

    @Override
    public @Nullable DeadLetterReason send(OutboundMessage message) {
        sent = message;
        return null;
    }

    @Override
    public ControlOutcome control(SystemId peer, RemoteControl control) {
        return new ControlOutcome.Unsupported();
    }

    @Override
    public long inFlight() {
        return 0;
    }

    @Override
    public void close(long deadlineNanos) {}
}
