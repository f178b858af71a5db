package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Signal;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.internal.waiting.Waiters;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.lang.System.Logger;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Room two of the way from {@code tell} to {@code process}: a local actor. It is the ref, the mailbox, the context and the turn in
 * one object, since a system may have a million of them.
 *
 * <p>{@link #deliver}, {@link #requestStop} and what is marked volatile: any thread. All else: the turn, which is one at a time, with
 * happens-before from each to the next by way of the mailbox's tail and the scheduler.
 *
 * @param <M> the type of messages
 */
public final class ActorCell<M> extends CellContext<M> implements Turn, Member {

    /** The creator runs the constructor and {@code preStart}. */
    static final int STARTING = 0;
    /** Handles messages. */
    static final int RUNNING = 1;
    /** Handles none any more; waits for its children to stop. What is queued becomes dead letters. */
    static final int STOPPING = 2;
    /** Has stopped for good. What comes in by a race still becomes dead letters. */
    static final int STOPPED = 3;

    private static final Logger LOG = System.getLogger("io.sparkactor.Actor");

    /** How many messages a turn handles before it lets others run. */
    private static final int BATCH = 64;

    private static final VarHandle COMMANDS;

    static {
        try {
            COMMANDS = MethodHandles.lookup().findVarHandle(ActorCell.class, "commands", Command.Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SyndicateCore core;
    private final ActorSpec<M> spec;
    private final @Nullable ActorCell<?> parent;
    private final long serial;

    /** Everything until {@code bind} knows better, which is before anybody else has the ref. */
    private ActorType type;

    /** Null before the start, the user's object while the actor runs, its class afterwards (for the name). */
    private @Nullable Object body;

    private volatile int state = STARTING;
    private Command.@Nullable Node commands;
    private volatile @Nullable CellExtras extras;

    /** Links of {@link ChildList}; guarded by the monitor of the parent of the list. */
    @Nullable
    ActorCell<?> firstChild;

    @Nullable
    ActorCell<?> nextSibling;

    @Nullable
    ActorCell<?> previousSibling;

    ActorCell(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        this.core = core;
        this.parent = parent;
        this.spec = spec;
        this.type = ActorType.accepting(Object.class);
        this.serial = core.nextSerial();
    }

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    ActorCell<M> cell() {
        return this;
    }

    @Override
    protected long serial() {
        return serial;
    }

    ActorSpec<M> spec() {
        return spec;
    }

    @Nullable
    ActorCell<?> parentCell() {
        return parent;
    }

    int state() {
        return state;
    }

    /** Whether its creator still runs the constructor or {@code preStart}. */
    public boolean isStarting() {
        return state == STARTING;
    }

    /** Whether it has stopped for good. */
    public boolean isStopped() {
        return state == STOPPED;
    }

    @Override
    public String path() {
        if (parent == null) {
            return core.rootPath();
        }
        return parent.path() + "/" + spec.name().orElseGet(this::madeName);
    }

    private String madeName() {
        Object known = body;
        Class<?> actorClass = known instanceof Class<?> c ? c : known == null ? Actor.class : known.getClass();
        return NameTable.madeName(actorClass, serial);
    }

    /** The rare fields, made when first needed. */
    CellExtras extras() {
        CellExtras made = extras;
        if (made == null) {
            synchronized (this) {
                made = extras;
                if (made == null) {
                    made = new CellExtras();
                    extras = made;
                }
            }
        }
        return made;
    }

    @Nullable
    CellExtras extrasIfAny() {
        return extras;
    }

    @Override
    public Memberships memberships() {
        return extras().memberships();
    }

    @Override
    public boolean hasEnded() {
        return state >= STOPPING;
    }

    @Override
    public Class<?> accepted() {
        return type.accepted();
    }

    /** What the actor waits for in the framework just now; null if for nothing. Thread-safe. */
    public @Nullable Wait waiting() {
        CellExtras own = extras;
        return own == null ? null : own.waiting;
    }

    // ---------------------------------------------------------------- receiving: any thread

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core);
        if (counters == null && core.isClosing()) {
            return refuseByClose(envelope);
        }
        core.ledger().countOffered(counters);
        DeadLetterReason refusal = refusal(envelope, counters);
        if (refusal != null) {
            return refuse(envelope.content(), envelope.senderRef(), refusal, counters);
        }
        core.ledger().countAccepted(counters);
        if (enqueue(envelope)) {
            schedule();
        }
        core.ledger().countDone(counters);
        return ACCEPTED;
    }

    private @Nullable DeadLetterReason refusal(Envelope<?> envelope, @Nullable CounterCell counters) {
        if (state >= STOPPING) {
            return core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.ACTOR_STOPPED;
        }
        if (!type.accepts(envelope.content())) {
            return DeadLetterReason.WRONG_TYPE;
        }
        if (counters == null) {
            return core.refusalFromOutside(envelope.senderRef());
        }
        if (counters.isTimeToLook()) {
            core.queueLimit().look(envelope.senderRef());
        }
        return null;
    }

    /** Takes the tick of a timer: never refused but by a stopped actor, which has no timers any more. */
    void deliverTick(ActorTimer<M> timer, M payload) {
        core.ledger().countOffered(null);
        if (state >= STOPPING) {
            core.ledger().countRefused(null);
            return;
        }
        core.ledger().countAccepted(null);
        EnvelopeExtras own = new EnvelopeExtras(EnvelopeExtras.NO_HEADERS, timer);
        if (enqueue(new Envelope<>(Kind.TICK, payload, core.nobody(), own))) {
            schedule();
        }
        core.ledger().countDone(null);
    }

    /** Takes a fact or a mark, behind what is queued. In no ledger, never refused. */
    private void enqueueMark(byte kind, Object content) {
        if (enqueue(new Envelope<>(kind, content, core.nobody(), null))) {
            schedule();
        }
    }

    /** A child has stopped and was unlinked: tells the actor behind all that the child had sent before. */
    void childExited(ActorCell<?> child, ExitReason reason) {
        // The root, and one that never got the ref, need to know only when they wait for their last child to go.
        if (parent != null && child.wasStarted() || state >= STOPPING) {
            enqueueMark(Kind.SIGNAL, new ChildExited(child, reason));
        }
    }

    /** Stops once everything in front was handled. */
    public void requestStopAfterQueue() {
        enqueueMark(Kind.STOP, "stop");
    }

    /** Stops, overtaking the queue. */
    public void requestStop() {
        stop(new ExitReason.Normal());
    }

    /** Stops for a reason, overtaking the queue. */
    public void stop(ExitReason reason) {
        command(new Command.Stop(reason, false));
    }

    /** Stops when the present handler has returned, which may still wait for replies until then. */
    void stopSelf() {
        command(new Command.Stop(new ExitReason.Normal(), true));
    }

    /** Waits until it has stopped; see {@link Waiters#await}. */
    public boolean awaitStop(long deadlineNanos, BooleanSupplier abandoned) {
        return extras().stopWaiters.await(core.hooks(), deadlineNanos, this::isStopped, abandoned);
    }

    /** The living children; a copy. */
    public List<ActorCell<?>> childCells() {
        return ChildList.copy(this);
    }

    void command(Command command) {
        Command.Node below;
        Command.Node node;
        do {
            below = (Command.Node) COMMANDS.getVolatile(this);
            node = new Command.Node(command, below);
        } while (!COMMANDS.compareAndSet(this, below, node));
        // A running cell looks at its commands before it goes idle and again after; an idle one is woken. The
        // compare-and-set
        // above and the one below order this thread's push before its look at the tail.
        nudge();
        Wait wait = waiting();
        if (wait != null && isStopRequested()) {
            wait.stopRequested();
        }
    }

    private void nudge() {
        if (enqueueIfIdle(new Envelope<>(Kind.NUDGE, "nudge", core.nobody(), null))) {
            schedule();
        }
    }

    private boolean hasCommands() {
        return COMMANDS.getVolatile(this) != null;
    }

    /** Whether it was told to stop and has not begun; an actor looks when it has said what it begins to wait for. */
    boolean isStopRequested() {
        Command.Node node = state < STOPPING ? (Command.Node) COMMANDS.getVolatile(this) : null;
        while (node != null && node.command() instanceof Command.Stop(var reason, boolean own) && own) {
            node = node.below();
        }
        return node != null;
    }

    void schedule() {
        core.scheduler().ready(this);
    }

    // ---------------------------------------------------------------- the turn

    @Override
    public void run(TurnContext context) {
        TurnState turn = TurnState.of(context, core);
        turn.enter(this);
        int left = BATCH;
        Envelope<?> envelope = head();
        while (envelope != null) {
            runCommands();
            take(envelope, turn);
            context.step();
            turn.leave(); // before the cell may become somebody else's
            Envelope<?> next = advance(envelope);
            if (next == null) {
                // Idle. A command that was pushed meanwhile found the cell running and relied on this look.
                if (hasCommands()) {
                    nudge();
                }
                return;
            }
            envelope = next;
            left--;
            if (left <= 0 || context.turnEndRequested()) {
                schedule();
                return;
            }
            turn.enter(this);
        }
    }

    private void runCommands() {
        if (COMMANDS.getAcquire(this) == null) {
            return;
        }
        Command.Node node = (Command.Node) COMMANDS.getAndSet(this, null);
        while (node != null) {
            switch (node.command()) {
                case Command.Stop(ExitReason reason, boolean own) -> CellStop.begin(this, reason);
            }
            node = node.below();
        }
    }

    private void take(Envelope<?> envelope, TurnState turn) {
        switch (envelope.kind) {
            case Kind.NUDGE -> {}
            case Kind.SIGNAL -> takeSignal((Signal) envelope.content());
            case Kind.STOP -> CellStop.begin(this, new ExitReason.Normal());
            default -> takeMessage(envelope, turn);
        }
    }

    private void takeSignal(Signal signal) {
        if (state >= STOPPING) {
            CellStop.finishIfChildless(this);
            return;
        }
        try {
            ActorAccessHolder.Ready.ACCESS.onSignal(actor(), signal);
        } catch (Throwable thrown) {
            failed(signal, thrown);
        }
        clearInterrupt();
    }

    private void takeMessage(Envelope<?> envelope, TurnState turn) {
        DeadLetterReason unwanted = unwanted(envelope);
        if (unwanted != null) {
            deadLetter(envelope, unwanted);
            return;
        }
        Throwable thrown = handle(envelope, turn);
        if (thrown != null) {
            failed(envelope.content(), thrown);
        }
    }

    /** Handles a message; what it threw, or null. */
    private @Nullable Throwable handle(Envelope<?> envelope, TurnState turn) {
        turn.handling(envelope);
        try {
            if (envelope.kind != Kind.TICK || isTickDue(envelope)) {
                process(envelope);
            }
            core.ledger().countProcessed(TurnState.countersOf(turn, core));
            if (envelope.kind == Kind.ASK && envelope.senderRef().isAskWaitingFor(this)) {
                extras().addUnanswered(envelope.senderRef(), this);
            }
            return null;
        } catch (Throwable thrown) {
            core.ledger().countFailed();
            if (envelope.senderRef()
                    .isAskWaitingFor(this)) { // one that was forwarded before the throw is another's to answer
                envelope.senderRef().askFailed(thrown);
            }
            return thrown;
        } finally {
            turn.handling(null);
            clearInterrupt();
        }
    }

    /** Why an accepted message is not to be handled after all; null if it is. */
    private @Nullable DeadLetterReason unwanted(Envelope<?> envelope) {
        if (state >= STOPPING) {
            return core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.ACTOR_STOPPED;
        }
        // Work for an asker that has gone would make an overload last, and would feed circles of asks for ever.
        return envelope.kind == Kind.ASK && envelope.senderRef().isAskEnded() ? DeadLetterReason.ASK_ENDED : null;
    }

    @SuppressWarnings("unchecked") // the type was checked when the envelope was taken
    private void process(Envelope<?> envelope) throws Exception {
        ActorAccessHolder.Ready.ACCESS.process(actor(), (Envelope<M>) envelope);
    }

    /** Whether the tick of a timer is still wanted; one that was cancelled while it waited counts as processed by doing nothing. */
    private static boolean isTickDue(Envelope<?> envelope) {
        EnvelopeExtras own = envelope.extras();
        return own != null && own.timer != null && own.timer.takeTick();
    }

    /** A handler threw: the default supervision stops the actor. */
    private void failed(Object handled, Throwable thrown) {
        if (thrown instanceof ActorStoppedException && isStopRequested()) {
            return; // it was told to stop while it waited, and let that through; the command itself says why
        }
        CellStop.begin(this, new ExitReason.Failed(thrown));
        Failures.warn(
                LOG,
                () -> "the handler of " + path() + " failed on a "
                        + handled.getClass().getSimpleName() + "; the actor stops",
                thrown);
        core.events().publish(() -> new RuntimeEvent.HandlerFailed(path(), handled.getClass(), thrown));
    }

    /** An interrupt flag that a handler left must not reach the next turn on this thread. */
    private static void clearInterrupt() {
        boolean unused = Thread.interrupted();
    }

    // ---------------------------------------------------------------- its life; by CellStart and CellStop

    /** The user's object; there while the actor runs. */
    Actor<M> actor() {
        Actor<M> instance = actorIfAny();
        if (instance == null) {
            throw new IllegalStateException(path() + " has no instance");
        }
        return instance;
    }

    @SuppressWarnings("unchecked") // only bind stores an instance
    @Nullable
    Actor<M> actorIfAny() {
        return body instanceof Actor<?> instance ? (Actor<M>) instance : null;
    }

    /** Takes the user's object. */
    void bind(Actor<M> instance, ActorType accepted) {
        body = instance;
        type = accepted;
    }

    /** Lets go of the user's object; keeps its class. */
    void unbind() {
        Object known = body;
        if (known != null && !(known instanceof Class)) {
            body = known.getClass();
        }
    }

    /** The start failed: there is nothing to call {@code postStop} on. */
    void neverStarted() {
        extras().neverStarted = true;
    }

    boolean wasStarted() {
        CellExtras own = extras;
        return own == null || !own.neverStarted;
    }

    /** Leaves STARTING: from now on messages are handled, also those that came in meanwhile. */
    void started() {
        if (endStart()) {
            schedule();
        } else if (hasCommands()) {
            nudge();
        }
    }

    /** Moves on to a later state. */
    void setState(int next) {
        state = next;
    }
}
