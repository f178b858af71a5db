package io.sparkactor.remote.internal.relay;

import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.remote.RelayFigures;
import io.sparkactor.remote.internal.relay.settings.RelaySettings;
import io.sparkactor.spi.HostPort;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerService;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A relay that listens. Thread-safe.
 *
 * <p>A connection comes in by the {@link Door}; its first request is looked at by the {@link Front}, which makes a {@link Client} of it by an
 * {@link Upgrade}. What that sends goes to the {@link Registrations} or to the {@link Forwarding}.
 */
public final class RelayServer {

    private static final System.Logger LOGGER = System.getLogger(RelayServer.class.getName());

    /** How long the close frames, and then the end of the thread, may take. */
    private static final long END_NANOS = 2_000_000_000;

    private final RuntimeHooks hooks = RuntimeHooks.production();
    private final TimerService timers = hooks.openTimers("relay");
    private final RelaySettings settings;
    private final Hub hub;
    private final Door door;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RelayServer(RelaySettings settings, InetSocketAddress address) {
        this.settings = settings;
        hub = Hub.of(hooks, timers, settings);
        try {
            door = new Door(hub, address);
        } catch (RuntimeException e) {
            end();
            throw e;
        }
        LOGGER.log(
                Level.INFO,
                () -> "relay: listening uri=" + uri() + " secret=" + (settings.secret() != null) + " tls="
                        + (settings.tls() != null));
    }

    /**
     * Begins to listen.
     *
     * @throws RemoteException if the host is not known or not one of this machine, the port is in use, or others could reach a relay
     *     that knows no secret
     */
    public static RelayServer open(RelaySettings settings) {
        InetSocketAddress address = resolve(settings);
        if (settings.secret() == null && !address.getAddress().isLoopbackAddress()) {
            throw new RemoteException(
                    "a relay on " + HostPort.text(address)
                            + " would let anybody in the network take the place of any system: give it a secret, Remote.relay().secret(…),"
                            + " or let it listen on 127.0.0.1; TLS alone does not say who its clients are",
                    null);
        }
        return new RelayServer(settings, address);
    }

    private static InetSocketAddress resolve(RelaySettings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        } catch (UnknownHostException e) {
            throw new RemoteException("a relay cannot listen on " + settings.host() + ": the host is not known", e);
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return door.address();
    }

    /** The same for clients. */
    public URI uri() {
        InetSocketAddress address = address();
        var numeric = InetSocketAddress.createUnresolved(address.getAddress().getHostAddress(), address.getPort());
        return URI.create((settings.tls() == null ? "ws://" : "wss://") + HostPort.text(numeric));
    }

    /** The systems that are registered now. */
    public Set<SystemId> systems() {
        return hub.clients().systems();
    }

    /** How it is going. */
    public RelayFigures figures() {
        return hub.figures();
    }

    /**
     * Ends it: nothing new is taken, what is on its way has the time that was given for it, then each client gets a close frame. Bounded in
     * time; later calls do nothing.
     */
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        hub.clients().beginClosing();
        door.close();
        try {
            long drained = hooks.nanoTime() + settings.times().drain().toNanos();
            hub.quiet().until("to close a relay", () -> hub.budget().forwarding() == 0, drained);
            hub.loop().execute(door::empty);
            hub.quiet().until("to close a relay", () -> hub.addresses().all() == 0, hooks.nanoTime() + END_NANOS);
        } catch (WaitInterruptedException e) {
            // What is left has no more time; whoever called finds the flag set.
        }
        end();
        LOGGER.log(Level.INFO, () -> "relay: closed");
    }

    private void end() {
        try {
            hub.loop().close(hooks.nanoTime() + END_NANOS);
        } catch (WaitInterruptedException e) {
            // It ends by itself.
        } finally {
            timers.close();
        }
    }
}
