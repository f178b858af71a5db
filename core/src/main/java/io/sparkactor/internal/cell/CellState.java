package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.MessageHandler;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Supervision;
import io.sparkactor.internal.waiting.Wait;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a local actor is: where it stands in the tree, how far its life has come, and the user's object. Thread-safe where a field is
 * final or volatile; all else belongs to the turn.
 *
 * @param <M> the type of messages
 */
abstract class CellState<M> extends MailboxQueue<M> {

    /** The creator runs the constructor and {@code preStart}. */
    static final byte STARTING = 0;
    /** Handles messages. */
    static final byte RUNNING = 1;
    /** Takes messages but handles none: the old instance ends, or the back-off or siblings are waited for. */
    static final byte RESTARTING = 2;
    /** Handles none any more; waits for its children to stop. What is queued becomes dead letters. */
    static final byte STOPPING = 3;
    /** Has stopped for good. What comes in by a race still becomes dead letters. */
    static final byte STOPPED = 4;

    private static final VarHandle EXTRAS;
    private static final VarHandle CHILDREN_LOCKED;
    private static final VarHandle FIRST_CHILD;

    static {
        try {
            var lookup = MethodHandles.lookup();
            EXTRAS = lookup.findVarHandle(CellState.class, "extras", CellExtras.class);
            CHILDREN_LOCKED = lookup.findVarHandle(CellState.class, "childrenLocked", byte.class);
            FIRST_CHILD = lookup.findVarHandle(CellState.class, "firstChild", ActorCell.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** So many looks at a lock in a row. */
    private static final int LOCK_LOOKS = 1000;

    /** How long to leave the core to others between them, in nanoseconds. */
    private static final long LOCK_PAUSE = 20_000;

    final SyndicateCore core;
    private final ActorSpec<M> spec;
    private final @Nullable ActorCell<?> parent;
    private final long serial;

    /** Everything until {@code bind} knows better, which is before anybody else has the ref. */
    private ActorType type;

    /** Null before the start, the user's object while there is one, else the class of the last one (for the name). */
    private @Nullable Object body;

    private volatile byte state = STARTING;

    /** Whether the instance does something with signals. As {@code type}; children exit only while there is the same instance. */
    private boolean hearsSignals;

    private volatile @Nullable CellExtras extras;

    /** The list of {@link ChildList}; written under the lock of its children. */
    volatile @Nullable ActorCell<?> firstChild;

    /** Whether somebody has the {@linkplain #lockChildren lock}. Who may be deep in the stack gives it back by a store, which is no call. */
    volatile byte childrenLocked;

    /** Links of that list; guarded by the lock of the parent. */
    @Nullable
    ActorCell<?> nextSibling;

    @Nullable
    ActorCell<?> previousSibling;

    CellState(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        this.core = core;
        this.parent = parent;
        this.spec = spec;
        this.type = ActorType.EVERYTHING;
        this.serial = core.nextSerial();
    }

    /** This cell as what it always is. */
    abstract ActorCell<M> cell();

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    protected long serial() {
        return serial;
    }

    /** An order of all cells of the JVM, for taking the monitors of two of them. */
    boolean isBefore(CellState<?> other) {
        return core == other.core ? serial < other.serial : core.ordinal() < other.core.ordinal();
    }

    /** How it is made. */
    public final ActorSpec<M> spec() {
        return spec;
    }

    @Nullable
    ActorCell<?> parentCell() {
        return parent;
    }

    int state() {
        return state;
    }

    /** Whether to tell it of facts about others; on the thread of a child of its present instance. */
    final boolean hearsSignals() {
        return hearsSignals;
    }

    /**
     * Takes the lock of the list of its children, which is held for some steps only. Not a monitor: to be woken takes a virtual thread
     * thousands of times as long as these, and its processor would have to be handed on meanwhile.
     */
    final void lockChildren() {
        for (int looks = 1; !CHILDREN_LOCKED.compareAndSet(this, (byte) 0, (byte) 1); looks++) {
            if (looks % LOCK_LOOKS == 0) {
                core.hooks().park(LOCK_PAUSE); // the operating system has stopped who has it
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Gives the lock back, where there is stack enough; no fence. */
    final void unlockChildren() {
        CHILDREN_LOCKED.setRelease(this, (byte) 0);
    }

    /** Puts a child in front of the list, without a fence. */
    final void leadChildren(ActorCell<?> child) {
        FIRST_CHILD.setRelease(this, child);
    }

    /** What it accepts. */
    final Class<?> acceptedType() {
        BoundedMailbox<M> bounded = bounded();
        return (bounded == null ? type : bounded.type()).accepted();
    }

    /** The strategy for its failures; the parent's default if it was given none. */
    Supervision supervision() {
        CellExtras ofParent = parent == null ? null : parent.extrasIfAny();
        return spec.supervision().orElse(ofParent == null ? Supervision.stop() : ofParent.childSupervision);
    }

    /** Whether it handles contents of this class. */
    boolean accepts(Object content) {
        return type.accepts(content);
    }

    /** The failed messages that were kept aside, oldest first; a copy. */
    public List<ParkedMessage> parkedMessages() {
        CellExtras own = extrasIfAny();
        return own == null ? List.of() : own.parked();
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
    public final boolean isGone() {
        return isStopped();
    }

    @Override
    public String path() {
        if (parent == null) {
            return core.rootPath();
        }
        return parent.path() + "/" + name();
    }

    /** The name within its parent. */
    String name() {
        return spec.name().orElseGet(() -> NameTable.madeName(actorClass(), serial));
    }

    /** Whether it is one of the framework's own, which nobody else may end. Thread-safe. */
    public final boolean isOfFramework() {
        return FrameworkActor.class.isAssignableFrom(actorClass());
    }

    /** The class of the user's object; before there is one what the spec says, or {@link Actor}. Thread-safe, be it that the object is just being made. */
    Class<?> actorClass() {
        Object known = body;
        return known == null ? spec.actorClass().<Class<?>>map(type -> type).orElse(Actor.class) : classOf(known);
    }

    private static Class<?> classOf(Object known) {
        return switch (known) {
            case Class<?> itself -> itself;
            case ProxyActor<?> proxy -> proxy.actorClass();
            case BehaviourActor<?> changed -> changed.original().getClass();
            default -> known.getClass();
        };
    }

    /** The rare fields, made when first needed. */
    CellExtras extras() {
        CellExtras present = extras;
        while (present == null || present == CellExtras.NONE_AT_END) {
            CellExtras made = new CellExtras();
            if (present != null) {
                made.exits().close(made.exitReason); // nobody else tells those who come now
            }
            if (EXTRAS.compareAndSet(this, present, made)) {
                return made;
            }
            present = extras;
        }
        return present;
    }

    /** Says that it has stopped for good; its rare fields, null if there are none: those that are made later know of the end. */
    final @Nullable CellExtras end() {
        state = STOPPED;
        return EXTRAS.compareAndSet(this, null, CellExtras.NONE_AT_END) ? null : extras;
    }

    /** The number of the present instance, the first one is 0. In its turn. */
    final int presentGeneration() {
        CellExtras own = extrasIfAny();
        RestartState restarts = own == null ? null : own.restartStateIfAny();
        return restarts == null ? 0 : restarts.generation();
    }

    @Nullable
    CellExtras extrasIfAny() {
        CellExtras present = extras;
        return present == CellExtras.NONE_AT_END ? null : present;
    }

    /** What the actor waits for in the framework just now; null if for nothing. Thread-safe. */
    public @Nullable Wait waiting() {
        CellExtras own = extrasIfAny();
        return own == null ? null : own.waiting;
    }

    /** The user's object; there while the actor runs, but for the time between two instances. */
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
        hearsSignals = SignalHearing.of(instance.getClass());
        if (!spec.mailbox().isBounded()) {
            type = accepted;
            return;
        }
        type = ActorType.accepting(Void.class); // takes nothing by itself, see CellReceiver
        if (extras().mailbox == null) {
            extras().mailbox = new BoundedMailbox<>(cell(), spec.mailbox(), accepted);
        }
    }

    /** The messages of a bounded actor; null if it is not bounded. Thread-safe. */
    @SuppressWarnings("unchecked") // made by bind
    final @Nullable BoundedMailbox<M> bounded() {
        CellExtras own = extrasIfAny();
        return own == null ? null : (BoundedMailbox<M>) own.mailbox;
    }

    @Override
    public final long depth() {
        CellExtras own = extrasIfAny();
        return super.depth() + (own == null ? 0 : own.depth());
    }

    /** Lets go of the user's object; keeps its class. */
    void unbind() {
        Object known = body;
        if (known != null) {
            body = classOf(known);
        }
    }

    /** Lets another handler have the messages; null for the actor itself. In the turn. */
    void handleBy(@Nullable MessageHandler<M> handler) {
        callCursor(); // a long turn has the present one in hand
        Actor<M> present = actor();
        Actor<M> original = present instanceof BehaviourActor<M> changed ? changed.original() : present;
        if (handler == null) {
            body = original;
            return;
        }
        BehaviourActor<M> changed = new BehaviourActor<>(original, handler);
        boolean bound = ActorAccessHolder.Ready.ACCESS.bind(changed, cell());
        assert bound;
        body = changed;
    }

    /** The start failed: there is nothing to call {@code postStop} on. */
    void neverStarted() {
        extras().neverStarted = true;
    }

    boolean wasStarted() {
        CellExtras own = extrasIfAny();
        return own == null || !own.neverStarted;
    }

    /** Moves on to a later state. */
    void setState(byte next) {
        state = next;
    }
}
