package io.sparkactor.internal.syndicate;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.CloseReport;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetter;
import io.sparkactor.Diagnostics;
import io.sparkactor.Endpoint;
import io.sparkactor.EventSubscription;
import io.sparkactor.Federation;
import io.sparkactor.Ledger;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.Registry;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SyndicateConfig;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.TransportRefusal;
import io.sparkactor.internal.ask.Asks;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.FarRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.diagnostics.Diagnosis;
import io.sparkactor.internal.executor.Executions;
import io.sparkactor.internal.federation.FederationSettings;
import io.sparkactor.internal.federation.LocalFederation;
import io.sparkactor.internal.remote.Remoting;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.spi.TransportProvider;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A syndicate in this JVM. Thread-safe. */
public final class LocalSyndicate extends LocalInbox implements Syndicate {

    private final SyndicateCore core;
    private final InboxRef inbox;
    private final Set<LocalEndpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final Duration drainTimeout;
    private final Closing closing;
    private final Diagnosis diagnosis;
    private final Registry registry;
    private final Remoting remoting;
    private @Nullable LocalFederation federation; // set before anybody has this

    @SuppressWarnings("this-escape") // nothing runs in the new system before this constructor has ended
    private LocalSyndicate(String name, Options options) {
        this.core = new SyndicateCore(
                this,
                name,
                options.hooks(),
                options.processors(),
                options.maxQueuedMessages(),
                made -> new Asks(made, options.askTimeout()),
                made -> new Executions(made, options.backend()));
        if (options.timers() instanceof Options.TimerSettings(TimerStore store, Codec codec)) {
            core.keepTimers(store, codec);
        }
        this.inbox = new InboxRef(core, "inbox");
        this.drainTimeout = options.drainTimeout();
        this.remoting = new Remoting(core);
        this.closing = new Closing(core, this::closeInboxes, remoting::close);
        this.diagnosis = new Diagnosis(core);
        this.registry = new LocalRegistry(core);
    }

    /** See {@link Syndicate#open(String, Consumer)}. */
    public static Syndicate open(String name, Consumer<? super SyndicateConfig> configure) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a syndicate must not be blank");
        }
        Options options = new Options();
        LocalSyndicate opened;
        try {
            Objects.requireNonNull(configure, "options").accept(options);
            opened = new LocalSyndicate(name, options);
        } catch (Throwable thrown) {
            options.giveUp(thrown);
            throw thrown;
        }
        TransportProvider transport = options.transport();
        FederationSettings federation = options.federation();
        if (transport != null || federation != null) {
            opened.openWays(transport, federation);
        }
        return opened;
    }

    private void openWays(@Nullable TransportProvider transport, @Nullable FederationSettings settings) {
        boolean open = false;
        try {
            if (transport != null) {
                remoting.open(transport);
            }
            if (settings != null) {
                federation = new LocalFederation(core, remoting, settings);
            }
            if (transport != null) {
                remoting.start();
            }
            open = true;
        } finally {
            if (!open) {
                close(Duration.ZERO);
            }
        }
    }

    @Override
    SyndicateCore core() {
        return core;
    }

    @Override
    InboxRef inbox() {
        return inbox;
    }

    @Override
    public String name() {
        return core.name();
    }

    @Override
    public SystemId systemId() {
        return core.systemId();
    }

    @Override
    public Endpoint endpoint() {
        LocalEndpoint endpoint = new LocalEndpoint(core, endpoints::remove);
        endpoints.add(endpoint);
        if (core.isClosing()) {
            endpoint.close();
            throw new SyndicateClosedException("the syndicate " + name() + " is closed, so it opens no new endpoint");
        }
        return endpoint;
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public void stop(ActorRef<?> target) {
        if (BaseRef.of(target) instanceof FarRef<?> far && far.core() == core) {
            far.stop(false);
        } else {
            own(target).requestStop();
        }
    }

    @Override
    public void stopAfterQueue(ActorRef<?> target) {
        if (BaseRef.of(target) instanceof FarRef<?> far && far.core() == core) {
            far.stop(true);
        } else {
            own(target).requestStopAfterQueue();
        }
    }

    @Override
    public boolean awaitStop(ActorRef<?> target, Duration timeout) {
        ActorCell<?> cell = own(target);
        long deadline = Deadlines.after(core.hooks(), Deadlines.notNegative(timeout, "timeout"));
        try (TurnWait wait = TurnWait.begin(core, "awaitStop", cell)) {
            boolean stopped = cell.awaitStop(deadline, wait::isOver);
            if (!stopped) {
                wait.check();
            }
            return stopped;
        }
    }

    private ActorCell<?> own(ActorRef<?> target) {
        if (BaseRef.of(target) instanceof ActorCell<?> cell && cell.core() == core) {
            return cell;
        }
        throw new IllegalArgumentException(target + " is not an actor of the syndicate " + name());
    }

    @Override
    public <M> ActorRef<M> ref(ActorId id, Class<M> type) {
        return remoting.ref(id, type);
    }

    @Override
    public <M> ActorRef<M> ref(SystemId system, String path, Class<M> type) {
        return remoting.ref(new ActorId(system, Objects.requireNonNull(path, "path")), type);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remoting.address();
    }

    @Override
    public Connection connect(SystemId peer, InetSocketAddress address) {
        return remoting.connect(peer, address);
    }

    @Override
    public Connection connect(String address) {
        return remoting.connect(address);
    }

    @Override
    public Optional<URI> remoteUri() {
        return remoting.uri();
    }

    @Override
    public Connection connectUri(SystemId peer, URI uri) {
        return remoting.connect(peer, uri);
    }

    @Override
    public Connection connectUri(URI uri) {
        return remoting.connect(uri);
    }

    @Override
    public Connection connectRelay(URI relay, String secret) {
        return remoting.connectRelay(relay, Objects.requireNonNull(secret, "secret"));
    }

    @Override
    public Connection connectRelay(URI relay) {
        return remoting.connectRelay(relay, null);
    }

    @Override
    public Federation federation() {
        LocalFederation joined = federation;
        if (joined == null) {
            throw new IllegalStateException("the syndicate " + name()
                    + " takes part in no federation; open it with c -> c.remote(Remote.tcp()).federation(f -> {})");
        }
        return joined;
    }

    @Override
    public <M> ActorRef<M> createActor(ActorSpec<M> spec, Placement placement) {
        Objects.requireNonNull(spec, "spec");
        LocalFederation joined = federation;
        if (joined != null) {
            return joined.createActor(spec, Objects.requireNonNull(placement, "placement"));
        }
        return switch (Objects.requireNonNull(placement, "placement")) {
            case Placement.Local _ -> createActor(spec);
            case Placement.On(SystemId system, boolean _)
            when !system.equals(systemId()) -> throw notFederated("in " + system);
            case Placement.On _, Placement.Auto _ when spec.requirements().isEmpty() -> createActor(spec);
            case Placement.On _, Placement.Auto _ -> throw notFederated("by what it requires");
        };
    }

    private PlacementException notFederated(String where) {
        return new PlacementException(
                PlacementException.Reason.NOT_FEDERATED,
                "the syndicate " + name() + " takes part in no federation, so no actor can be placed " + where
                        + "; open it with c -> c.remote(Remote.tcp()).federation(f -> {}) and join a member",
                null);
    }

    @Override
    public Map<SystemId, TransportHealth> transportHealth() {
        return remoting.health();
    }

    @Override
    public Map<TransportRefusal, Long> transportRefusals() {
        return remoting.refusals();
    }

    @Override
    public Ledger ledger() {
        return core.ledger().read(inInboxes() + remoting.inFlight() + InFlight.inActors(core.root()));
    }

    private long inInboxes() {
        long waiting = inbox.depth();
        for (LocalEndpoint endpoint : endpoints) {
            waiting += endpoint.inbox().depth();
        }
        return waiting;
    }

    @Override
    public Diagnostics diagnostics() {
        return diagnosis.take(inInboxes(), remoting.refusals());
    }

    @Override
    public List<DeadLetter> deadLetters() {
        return core.deadLetters().recent();
    }

    @Override
    public List<ParkedMessage> parked(ActorRef<?> target) {
        return own(target).parkedMessages();
    }

    @Override
    public EventSubscription subscribe(Consumer<? super RuntimeEvent> subscriber) {
        return subscribe(RuntimeEvent.class, subscriber);
    }

    @Override
    public <E extends RuntimeEvent> EventSubscription subscribe(Class<E> kind, Consumer<? super E> subscriber) {
        Objects.requireNonNull(kind, "kind");
        return core.events().subscribe(kind, Objects.requireNonNull(subscriber, "subscriber"));
    }

    @Override
    public boolean isClosed() {
        return core.isClosing();
    }

    @Override
    public void close() {
        close(drainTimeout);
    }

    @Override
    public CloseReport close(Duration drainTimeout) {
        return closing.close(Deadlines.notNegative(drainTimeout, "drainTimeout"), this::ledger);
    }

    /** In the order in which they were opened, so that a replayed run ends in the same way. */
    private void closeInboxes() {
        inbox.close();
        endpoints.stream()
                .sorted(Comparator.comparingLong(endpoint -> endpoint.inbox().serial()))
                .forEach(LocalEndpoint::close);
    }
}
