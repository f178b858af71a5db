package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.TransportRefusal;
import io.sparkactor.internal.ask.StreamSlot;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.StreamPart;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.Transport;
import io.sparkactor.spi.TransportHome;
import io.sparkactor.spi.TransportProvider;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one syndicate has to do with other systems. Thread-safe. */
public final class Remoting implements TransportHome {

    /** Who of this JVM can be found by others: two with one id could not be told apart. */
    private static final Set<SystemId> OPEN = ConcurrentHashMap.newKeySet();

    /** A longer one comes from nobody who means it well. */
    private static final int LONGEST_PATH = 1_000;

    private static final String NIL = "00000000-0000-0000-0000-000000000000";
    private static final RemoteControl NOTHING = new RemoteControl.Unmonitor(NIL, NIL);

    private final SyndicateCore core;
    private final Ties ties = new Ties(this);
    private final Streams streams = new Streams(this);
    private final PassedAsks passedAsks = new PassedAsks();
    private final Controls controls = new Controls(this, ties);
    private volatile @Nullable Transport transport;

    /** Of a syndicate that talks to nobody yet. */
    public Remoting(SyndicateCore core) {
        this.core = core;
    }

    /**
     * Makes ready to talk to others, whom {@link #start} lets in. Before anybody has the syndicate.
     *
     * @throws IllegalStateException if another syndicate of the JVM has the same id and talks to others too
     */
    public void open(TransportProvider provider) {
        if (!OPEN.add(core.systemId())) {
            throw new IllegalStateException("another open syndicate of this JVM has the name " + core.name()
                    + " and talks to other systems, which could not tell the two apart; give this one another name");
        }
        boolean opened = false;
        try {
            core.exports().activate();
            transport = Objects.requireNonNull(provider.open(this), "the transport");
            opened = true;
        } finally {
            if (!opened) {
                OPEN.remove(core.systemId());
            }
        }
    }

    /** Lets others in: behind all that the first word which comes may want an answer from. */
    public void start() {
        transport().start();
    }

    /** Ends it; see {@link Transport#close}. */
    public void close(long deadlineNanos) {
        Transport open = transport;
        if (open != null) {
            try {
                open.close(deadlineNanos);
            } finally {
                OPEN.remove(core.systemId());
                streams.close(); // whatever the transport has said
            }
        }
    }

    SyndicateCore core() {
        return core;
    }

    /** Whether it talks to others. */
    public boolean isOpen() {
        return transport != null;
    }

    private Transport transport() {
        Transport open = transport;
        if (open == null) {
            throw new IllegalStateException("the syndicate " + core.name() + " talks to no other systems; open it with"
                    + " c -> c.remote(Remote.tcp()), from the artifact spark-actor-remote");
        }
        return open;
    }

    // ---------------------------------------------------------------- for the syndicate

    /** See {@link io.sparkactor.Syndicate#remoteAddress}. */
    public InetSocketAddress address() {
        return transport().address();
    }

    /** See {@link io.sparkactor.Syndicate#connect(SystemId, InetSocketAddress)}. */
    public Connection connect(SystemId peer, InetSocketAddress address) {
        Objects.requireNonNull(address, "address");
        checkOther(peer);
        return openTransport().connect(peer, address);
    }

    private void checkOther(SystemId peer) {
        if (Objects.requireNonNull(peer, "peer").equals(core.systemId())) {
            throw new IllegalArgumentException("a system connects to others, not to itself: " + core.name());
        }
    }

    /** See {@link io.sparkactor.Syndicate#connect(String)}. */
    public Connection connect(String address) {
        Objects.requireNonNull(address, "address");
        return openTransport().connect(address);
    }

    /** See {@link io.sparkactor.Syndicate#remoteUri}. */
    public Optional<URI> uri() {
        return transport().uri();
    }

    /** See {@link io.sparkactor.Syndicate#connectUri(SystemId, URI)}. */
    public Connection connect(SystemId peer, URI uri) {
        WebSocketUris.check("uri", uri);
        checkOther(peer);
        return openTransport().connect(peer, uri);
    }

    /** See {@link io.sparkactor.Syndicate#connectUri(URI)}. */
    public Connection connect(URI uri) {
        WebSocketUris.check("uri", uri);
        return openTransport().connect(uri);
    }

    /**
     * See {@link io.sparkactor.Syndicate#connectRelay(URI, String)}.
     *
     * @param secret null for none
     */
    public Connection connectRelay(URI relay, @Nullable String secret) {
        WebSocketUris.check("relay", relay);
        if (secret != null && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "secret must not be empty, it would protect nothing; where the relay has none, say connectRelay(uri)");
        }
        return openTransport().connectRelay(relay, secret);
    }

    private Transport openTransport() {
        Transport open = transport();
        if (core.isClosing()) {
            throw new SyndicateClosedException(
                    "the syndicate " + core.name() + " is closed, so it connects to nobody any more");
        }
        return open;
    }

    /** See {@link io.sparkactor.Syndicate#transportHealth}. */
    public Map<SystemId, TransportHealth> health() {
        Transport open = transport;
        return open == null ? Map.of() : open.health();
    }

    /** See {@link io.sparkactor.Syndicate#transportRefusals}. */
    public Map<TransportRefusal, Long> refusals() {
        Transport open = transport;
        return open == null ? Map.of() : open.refusals();
    }

    /** See {@link io.sparkactor.Syndicate#ref}. */
    @SuppressWarnings("unchecked") // nobody here knows what it takes
    public <M> ActorRef<M> ref(ActorId id, Class<M> type) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        transport();
        return (ActorRef<M>) ref(id);
    }

    /** How many messages are on their way to others. */
    public long inFlight() {
        Transport open = transport;
        return open == null ? 0 : open.inFlight();
    }

    @Nullable
    DeadLetterReason send(OutboundMessage message) {
        return transport().send(message);
    }

    /** Whether a stream can be asked for over there, as far as is known. */
    boolean carriesStreams(SystemId peer) {
        return transport().carriesStreams(peer);
    }

    /** Says something about the lives of actors. */
    ControlOutcome send(SystemId peer, RemoteControl control) {
        return transport().control(peer, control);
    }

    /**
     * Whether a system has a word for controls, as every Java system has, and a way leads there: says something that concerns nobody. Taken
     * too while it is not yet known who is there.
     */
    public ControlOutcome probe(SystemId peer) {
        return transport().control(peer, NOTHING);
    }

    /** Which actors here and elsewhere want to know of each other's ends. */
    Ties ties() {
        return ties;
    }

    /** The streams from here to others and back. */
    Streams streams() {
        return streams;
    }

    /** The asks of others that were passed on to others. */
    PassedAsks passedAsks() {
        return passedAsks;
    }

    // ---------------------------------------------------------------- for the transport

    @Override
    public String name() {
        return core.name();
    }

    @Override
    public SystemId systemId() {
        return core.systemId();
    }

    @Override
    public RuntimeHooks hooks() {
        return core.hooks();
    }

    @Override
    public TimerService timers() {
        return core.timers();
    }

    @Override
    public Delivery receive(@Nullable SystemId peer, InboundMessage message) {
        BaseRef<?> found = local(message.target());
        boolean heard = peer == null || found.hearsFrom(peer);
        StreamPart part = message.part();
        if (part != null && !(part instanceof StreamPart.Request)) {
            return receive(heard ? found : core.nobody(), part, message.content());
        }
        BaseRef<?> target = heard ? found : UnknownRef.nobody(core, message.target());
        BaseRef<?> sender = sender(message, target);
        Delivery delivery = target.deliver(Envelope.arrived(message, message.content(), sender), null);
        if (!delivery.accepted() && sender instanceof StreamAskRef stream) {
            stream.cancelled(); // the transport says why
        }
        return delivery;
    }

    /** A piece of a stream, which is in no books: nor is it a dead letter where nobody reads it any more. */
    private static Delivery receive(BaseRef<?> reader, StreamPart part, Object content) {
        DeadLetterReason refusal =
                reader instanceof StreamSlot<?, ?> slot ? slot.arrived(part, content) : DeadLetterReason.NO_ACTOR;
        return refusal == null ? new Delivery.Accepted() : new Delivery.Refused(refusal);
    }

    private BaseRef<?> sender(InboundMessage message, BaseRef<?> target) {
        ActorId sender = message.sender();
        if (sender == null) {
            return core.nobody();
        }
        RemoteAsker asker = message.asker();
        if (asker == null) {
            return (BaseRef<?>) ref(sender);
        }
        RemoteRef<Object> replyTo = new RemoteRef<>(this, sender);
        if (message.part() instanceof StreamPart.Request request) {
            StreamAskRef stream = new StreamAskRef(this, replyTo, asker, message.deadlineNanos(), target, request);
            streams.write(stream);
            return stream;
        }
        return new RemoteAskRef(this, replyTo, asker, message.deadlineNanos(), target);
    }

    @Override
    public boolean handlerThrew(SystemId peer, ActorId asker, Throwable cause) {
        return tell(peer, asker, slot -> slot.askFailed(cause));
    }

    @Override
    public boolean targetStopped(SystemId peer, ActorId asker) {
        return tell(peer, asker, BaseRef::askTargetStopped);
    }

    @Override
    public boolean refused(SystemId peer, ActorId asker, DeadLetterReason reason) {
        return tell(peer, asker, slot -> slot.askRefused(reason));
    }

    private boolean tell(SystemId peer, ActorId asker, Consumer<BaseRef<?>> failure) {
        BaseRef<?> slot = local(asker);
        boolean asked = slot.hearsFrom(peer);
        if (asked) {
            failure.accept(slot);
        }
        return asked;
    }

    @Override
    public void control(SystemId peer, RemoteControl control) {
        if (peer.equals(core.systemId())) {
            throw new IllegalArgumentException("a control of " + peer + ", which is this system itself");
        }
        controls.take(peer, control);
    }

    @Override
    public void peerLost(SystemId peer, String why) {
        ties.lost(peer, new ExitReason.Unreachable(why));
        streams.lost(peer);
        passedAsks.lost(peer);
    }

    private BaseRef<?> local(ActorId id) {
        if (!id.systemId().equals(core.systemId())) {
            throw new IllegalArgumentException(id + " is not of this system, which is " + core.systemId());
        }
        BaseRef<?> known = core.exports().find(id.uuid());
        if (known == null && id.uuid().length() <= LONGEST_PATH) {
            known = core.names().find(core.root(), id.uuid());
        }
        return known == null ? UnknownRef.notFound(core, id) : known;
    }

    @Override
    @SuppressWarnings("unchecked") // whoever gets it checks what comes
    public ActorRef<Object> ref(ActorId id) {
        return (ActorRef<Object>) (id.systemId().equals(core.systemId()) ? local(id) : new RemoteRef<>(this, id));
    }

    @Override
    public void connectionChanged(SystemId peer, ConnectionState state, @Nullable String why) {
        core.events().publish(() -> new RuntimeEvent.ConnectionChanged(peer, state, why == null ? "" : why));
    }
}
