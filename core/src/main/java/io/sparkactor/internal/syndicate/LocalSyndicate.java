package io.sparkactor.internal.syndicate;

import io.sparkactor.ActorRef;
import io.sparkactor.CloseReport;
import io.sparkactor.DeadLetter;
import io.sparkactor.Diagnostics;
import io.sparkactor.Endpoint;
import io.sparkactor.EventSubscription;
import io.sparkactor.Ledger;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Registry;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.SyndicateConfig;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.Asks;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.diagnostics.Diagnosis;
import io.sparkactor.internal.waiting.Deadlines;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A syndicate in this JVM. Thread-safe. */
public final class LocalSyndicate extends LocalInbox implements Syndicate {

    private final SyndicateCore core;
    private final InboxRef inbox;
    private final Set<LocalEndpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final Duration drainTimeout;
    private final Closing closing;
    private final Diagnosis diagnosis;
    private final Registry registry;

    @SuppressWarnings("this-escape") // nothing runs in the new system before this constructor has ended
    private LocalSyndicate(String name, Options options) {
        this.core = new SyndicateCore(
                this,
                name,
                options.hooks(),
                options.processors(),
                options.maxQueuedMessages(),
                made -> new Asks(made, options.askTimeout()));
        this.inbox = new InboxRef(core, "inbox");
        this.drainTimeout = options.drainTimeout();
        this.closing = new Closing(core, this::closeInboxes);
        this.diagnosis = new Diagnosis(core);
        this.registry = new LocalRegistry(core);
    }

    /** See {@link Syndicate#open(String, Consumer)}. */
    public static Syndicate open(String name, Consumer<? super SyndicateConfig> configure) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a syndicate must not be blank");
        }
        Options options = new Options();
        Objects.requireNonNull(configure, "options").accept(options);
        return new LocalSyndicate(name, options);
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
        own(target).requestStop();
    }

    @Override
    public void stopAfterQueue(ActorRef<?> target) {
        own(target).requestStopAfterQueue();
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
    public Ledger ledger() {
        return core.ledger().read(inInboxes() + InFlight.inActors(core.root()));
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
        return diagnosis.take(inInboxes());
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
