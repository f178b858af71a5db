package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.MessageHandler;
import io.sparkactor.ParkedMessage;
import io.sparkactor.Supervision;
import io.sparkactor.internal.waiting.Wait;
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
    static final int STARTING = 0;
    /** Handles messages. */
    static final int RUNNING = 1;
    /** Takes messages but handles none: the old instance ends, or the back-off or siblings are waited for. */
    static final int RESTARTING = 2;
    /** Handles none any more; waits for its children to stop. What is queued becomes dead letters. */
    static final int STOPPING = 3;
    /** Has stopped for good. What comes in by a race still becomes dead letters. */
    static final int STOPPED = 4;

    final SyndicateCore core;
    private final ActorSpec<M> spec;
    private final @Nullable ActorCell<?> parent;
    private final long serial;

    /** Everything until {@code bind} knows better, which is before anybody else has the ref. */
    private ActorType type;

    /** Null before the start, the user's object while there is one, else the class of the last one (for the name). */
    private @Nullable Object body;

    private volatile int state = STARTING;
    private volatile @Nullable CellExtras extras;

    /** Links of {@link ChildList}; guarded by the monitor of the parent of the list. */
    @Nullable
    ActorCell<?> firstChild;

    @Nullable
    ActorCell<?> nextSibling;

    @Nullable
    ActorCell<?> previousSibling;

    CellState(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        this.core = core;
        this.parent = parent;
        this.spec = spec;
        this.type = ActorType.accepting(Object.class);
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
        CellExtras own = extras;
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

    /** The class of the user's object; {@link Actor} before there is one. Thread-safe, be it that the object is just being made. */
    Class<?> actorClass() {
        Object known = body;
        return known == null ? Actor.class : classOf(known);
    }

    private static Class<?> classOf(Object known) {
        return switch (known) {
            case Class<?> itself -> itself;
            case BehaviourActor<?> changed -> changed.original().getClass();
            default -> known.getClass();
        };
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

    /** What the actor waits for in the framework just now; null if for nothing. Thread-safe. */
    public @Nullable Wait waiting() {
        CellExtras own = extras;
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
        CellExtras own = extras;
        return own == null ? null : (BoundedMailbox<M>) own.mailbox;
    }

    @Override
    public final long depth() {
        CellExtras own = extras;
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
        CellExtras own = extras;
        return own == null || !own.neverStarted;
    }

    /** Moves on to a later state. */
    void setState(int next) {
        state = next;
    }
}
