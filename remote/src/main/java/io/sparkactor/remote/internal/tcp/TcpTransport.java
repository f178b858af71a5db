package io.sparkactor.remote.internal.tcp;

import io.netty.channel.Channel;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.membership.RelayClient;
import io.sparkactor.remote.internal.membership.WebSocketLines;
import io.sparkactor.remote.internal.net.TaskThreads;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.stream.StreamChannel;
import io.sparkactor.remote.internal.websocket.WebSocketDialler;
import io.sparkactor.remote.internal.websocket.WebSocketReception;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.HostPort;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.Transport;
import io.sparkactor.spi.TransportHome;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * TCP as the way of one syndicate to others, with frames of its own or with WebSocket on top: a listener for one of the two, and what dials
 * either, on a {@link Switchboard}. Thread-safe.
 */
public final class TcpTransport implements Transport {

    /** How many handshakes may be computed at once. */
    private static final int HANDSHAKES = 4;

    private final TcpSettings settings;
    private final Executor computing;
    private final @Nullable TlsLayer tls;
    private final Switchboard board;
    private final Listener listener;
    private final RelayClient relay;

    private TcpTransport(
            TcpSettings settings, Executor computing, @Nullable TlsLayer tls, Switchboard board, Listener listener) {
        this.settings = settings;
        this.computing = computing;
        this.tls = tls;
        this.board = board;
        this.listener = listener;
        relay = new RelayClient(board, settings.web().unauthenticatedPython());
        board.detour(relay);
    }

    /**
     * Opens one, which has its port when this returns.
     *
     * @throws io.sparkactor.RemoteException if it cannot listen
     */
    public static TcpTransport open(TransportHome home, TcpSettings settings) {
        var board = new Switchboard(home, settings.shared());
        var computing = new TaskThreads(home.hooks(), "spark-tls-" + home.name(), HANDSHAKES);
        Tls chosen = settings.encryption();
        TlsLayer tls = chosen == null ? null : new TlsLayer(chosen, computing);
        try {
            return new TcpTransport(
                    settings,
                    computing,
                    tls,
                    board,
                    Listener.open(board.parts(), settings, tls, reception(board, settings)));
        } catch (RuntimeException e) {
            board.abandon();
            throw e;
        }
    }

    private static Consumer<Channel> reception(Switchboard board, TcpSettings settings) {
        boolean encrypted = settings.tls() != null;
        return settings.web().listens()
                ? new WebSocketReception(board.parts(), settings.web(), board.acceptor(), encrypted)::accept
                : accepted -> board.acceptor().accept(new StreamChannel(accepted, encrypted));
    }

    @Override
    public void start() {
        listener.start();
    }

    @Override
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Named as it was given: certificates are for names. */
    @Override
    public Optional<URI> uri() {
        var named =
                InetSocketAddress.createUnresolved(settings.host(), address().getPort());
        return settings.web().listens()
                ? Optional.of(URI.create((tls == null ? "ws://" : "wss://") + HostPort.text(named)))
                : Optional.empty();
    }

    /** A host and a port say nothing of what is spoken there, so it is what this one listens for. */
    private Dialler dialler(InetSocketAddress address) {
        return settings.web().listens()
                ? WebSocketDialler.to(address, tls != null, board.parts(), settings.web(), this::webTls)
                : new TcpDialler(board.parts(), tls, address);
    }

    private WebSocketDialler dialler(URI uri) {
        return WebSocketDialler.to(uri, board.parts(), settings.web(), this::webTls);
    }

    /** What is to be trusted without a word of ours is what the JVM trusts. */
    private TlsLayer webTls() {
        return tls == null ? new TlsLayer(Tls.ofThisJvm(), computing) : tls;
    }

    @Override
    public Connection connect(SystemId peer, InetSocketAddress address) {
        return board.connect(peer, dialler(address));
    }

    @Override
    public Connection connect(String address) {
        return board.connect(dialler(HostPort.parse(address)));
    }

    @Override
    public Connection connect(SystemId peer, URI uri) {
        return board.connect(peer, dialler(uri));
    }

    @Override
    public Connection connect(URI uri) {
        return board.connect(dialler(uri));
    }

    @Override
    public Connection connectRelay(URI uri, @Nullable String secret) {
        return relay.connect(new WebSocketLines(dialler(uri), board.parts().refusals()), secret);
    }

    @Override
    public Map<SystemId, TransportHealth> health() {
        return board.health();
    }

    @Override
    public Map<TransportRefusal, Long> refusals() {
        return board.parts().refusals().all();
    }

    @Override
    public @Nullable DeadLetterReason send(OutboundMessage message) {
        return board.send(message);
    }

    @Override
    public boolean carriesStreams(SystemId peer) {
        return board.carriesStreams(peer);
    }

    @Override
    public ControlOutcome control(SystemId peer, RemoteControl control) {
        return board.control(peer, control);
    }

    @Override
    public long inFlight() {
        return board.inFlight();
    }

    @Override
    public void close(long deadlineNanos) {
        board.close(deadlineNanos, listener);
    }
}
