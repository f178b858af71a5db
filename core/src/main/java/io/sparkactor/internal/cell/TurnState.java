package io.sparkactor.internal.cell;

import io.sparkactor.ActorId;
import io.sparkactor.SendOptions;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.spi.TurnContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one thread that runs actors knows: which actor it is now, and which message that handles. Confined to its thread.
 *
 * <p>Found by a thread-local that no other thread inherits: it is set once for each worker, and around the start of an actor on the
 * creator's thread. (A scoped value would have to be bound anew for each turn.)
 */
public final class TurnState {

    private static final ThreadLocal<TurnState> CURRENT = new ThreadLocal<>();

    private final SyndicateCore core;
    private final @Nullable CounterCell counters;
    private final @Nullable TurnContext context;

    /** There on a thread that speaks for an actor outside of its turns, while another one is in the turn and waits for it. */
    private final @Nullable Speaker speaker;

    private @Nullable ActorCell<?> cell;

    /**
     * Cells that a stack overflow has kept from being made ready, which is done when the deep stack is gone: the cell, and what was here
     * before. An array, as it is written where no constructor can be called.
     */
    Object @Nullable [] unready;

    /** Sends that a stack overflow has cut short behind the count of their offer, and of their acceptance; to be taken back likewise. */
    int unofferedSends;

    int unacceptedSends;

    private @Nullable Envelope<?> message;
    private @Nullable Frame outer;

    /** The actor that stops when the message is done that it handles; null if it does not. */
    private @Nullable ActorCell<?> stopping;

    /** Whether commands are being obeyed, between two messages. */
    private boolean obeying;

    /** The identity of the actor that asked for its own last: who sends to other systems sends much. By its number, so that it is not kept. */
    private @Nullable ActorId named;

    private long namedSerial;

    private TurnState(
            SyndicateCore core,
            @Nullable CounterCell counters,
            @Nullable TurnContext context,
            @Nullable Speaker speaker) {
        this.core = core;
        this.counters = counters;
        this.context = context;
        this.speaker = speaker;
    }

    /** The state of the calling thread, null if it runs no actor. */
    public static @Nullable TurnState current() {
        return CURRENT.get();
    }

    /** The state of a worker, made at its first turn. */
    static TurnState of(TurnContext context, SyndicateCore core) {
        TurnState state = (TurnState) context.attachment();
        if (state == null) {
            state = new TurnState(core, core.ledger().open(), context, null);
            context.attach(state);
            CURRENT.set(state);
        }
        return state;
    }

    /** Runs something on the calling thread that speaks for an actor; it sends as from a turn. */
    public static void speak(Speaker speaker, Runnable body) {
        SyndicateCore core = speaker.cell().core();
        TurnState state = new TurnState(core, core.ledger().open(), null, speaker);
        state.cell = speaker.cell();
        CURRENT.set(state);
        try {
            body.run();
        } finally {
            CURRENT.remove();
            state.retire();
        }
    }

    private void retire() {
        try {
            settle();
        } finally {
            if (counters != null) {
                core.ledger().retire(counters);
            }
        }
    }

    /** Whether the thread speaks for an actor outside of its turns, so that it must neither ask nor create in its name. */
    public boolean isSpeaking() {
        return speaker != null;
    }

    /** Gives the counters of a worker back, whose thread ends. */
    static void threadEnded(TurnContext context) {
        if (context.attachment() instanceof TurnState state && state.counters != null) {
            state.core.ledger().retire(state.counters);
        }
    }

    /** The actor that sends, or nobody. */
    static BaseRef<?> senderOf(@Nullable TurnState turn, SyndicateCore core) {
        return turn != null && turn.cell != null ? turn.cell : core.nobody();
    }

    /** The {@link BaseRef#replyId} of a sender, if that is the actor whose turn it is; else null, and it is to be asked. */
    public static @Nullable ActorId ownId(@Nullable TurnState turn, BaseRef<?> sender) {
        return turn == null || turn.cell != sender || sender.core() != turn.core ? null : turn.ownId(sender);
    }

    private ActorId ownId(BaseRef<?> own) {
        ActorId known = named;
        if (known == null || namedSerial != own.serial()) {
            known = own.replyId(); // from now on it can be found by that, until it ends
            named = known;
            namedSerial = own.serial();
        }
        return known;
    }

    /** The counters to use for a receiver of {@code core}; null for the shared ones. */
    public static @Nullable CounterCell countersOf(@Nullable TurnState turn, SyndicateCore core) {
        return turn != null && turn.core == core ? turn.counters : null;
    }

    /** Makes a cell of this thread's own syndicate ready, now or at the end of the message that is being handled. */
    void ready(ActorCell<?> sleeping) {
        TurnContext worker = context;
        if (worker == null) {
            StackReserve.checkSmall(); // so that what overflows has not made it ready, and the sender notes it
            sleeping.schedule();
            return;
        }
        long before = -1;
        try {
            before = worker.readied();
            sleeping.noteReady();
            worker.ready(sleeping);
        } catch (StackOverflowError e) {
            // Where that reading has overflowed the stack, another one would as well.
            if (before < 0 || worker.readied() == before) {
                unready = new Object @Nullable [] {sleeping, unready};
            }
        }
    }

    /** Makes ready what could not be made ready before, and takes back what was counted of sends that never were. */
    public void settle() {
        if (unofferedSends != 0 && counters != null) {
            counters.takeBackSends(unofferedSends, unacceptedSends);
            unofferedSends = 0;
            unacceptedSends = 0;
        }
        while (unready != null) {
            ActorCell<?> sleeping = (ActorCell<?>) Objects.requireNonNull(unready[0]);
            unready = (Object[]) unready[1];
            core.scheduler().ready(sleeping);
        }
    }

    /** The syndicate that the thread works for; the actor may be of another one while it is being started. */
    public SyndicateCore core() {
        return core;
    }

    /** The actor whose turn this is; null between turns. */
    public @Nullable ActorCell<?> cell() {
        return cell;
    }

    /** The message that is being handled; null in hooks and signals. */
    public @Nullable Envelope<?> message() {
        return message;
    }

    void enter(ActorCell<?> entered) {
        cell = entered;
    }

    void leave() {
        cell = null;
    }

    /** Says which message is handled from now on; null for none. */
    public void handling(@Nullable Envelope<?> envelope) {
        message = envelope;
    }

    void stopBehindMessage() {
        stopping = cell;
    }

    /** Whether an actor stops now that its message is done. */
    boolean takeStop(ActorCell<?> handler) {
        if (stopping != handler) {
            return false;
        }
        stopping = null;
        return true;
    }

    void obeying(boolean now) {
        obeying = now;
    }

    /** Whether commands are being obeyed, so that what is in front of the queue is not in hand yet. */
    boolean isObeying() {
        return obeying;
    }

    /** Runs the start of an actor as that actor, on the thread that creates it. */
    static Frame push(ActorCell<?> starting, SyndicateCore core) {
        TurnState state = CURRENT.get();
        boolean borrowed = state == null;
        if (state == null) {
            state = new TurnState(core, null, null, null);
            CURRENT.set(state);
        }
        Frame frame = new Frame(state, state.cell, state.message, state.outer, borrowed);
        state.outer = frame;
        state.cell = starting;
        state.message = null;
        return frame;
    }

    /** Whether an actor waits on this very thread, for one that it creates. */
    public boolean isCreatorOfCurrent(BaseRef<?> ref) {
        if (speaker != null) {
            return speaker.isCreatedBy(ref);
        }
        for (Frame frame = outer; frame != null; frame = frame.outer) {
            if (frame.cell == ref) {
                return true;
            }
        }
        return false;
    }

    /**
     * Says for the current actor, and for those that wait on this thread for its start, what they wait for.
     *
     * @throws StackOverflowError if a cell is to be made ready before the wait, and there is no room for that
     */
    public void setWait(@Nullable Wait wait) {
        if (wait != null && unready != null) {
            StackReserve.checkLarge();
            settle(); // the wait may be for this very cell
        }
        if (speaker != null) {
            speaker.setWait(
                    wait); // the turn of the actor waits for this thread, and that is what can be seen at the cell
            return;
        }
        if (cell != null) {
            cell.extras().waiting = wait;
        }
        for (Frame frame = outer; frame != null; frame = frame.outer) {
            if (frame.cell != null) {
                frame.cell.extras().waiting = wait;
            }
        }
    }

    /** Whether an actor of this thread was told to stop, so that it should not begin to wait. */
    public boolean isStopRequested() {
        if (speaker != null) {
            return speaker.isStopRequested();
        }
        if (cell != null && cell.isStopRequested()) {
            return true;
        }
        for (Frame frame = outer; frame != null; frame = frame.outer) {
            if (frame.cell != null && frame.cell.isStopRequested()) {
                return true;
            }
        }
        return false;
    }

    /** What a message that is sent now inherits from the one that is handled: its trace context; mostly nothing. */
    @Nullable
    EnvelopeExtras inheritedExtras() {
        String trace = trace();
        return trace == null ? null : new EnvelopeExtras(Map.of(SendOptions.TRACE_PARENT, trace), null);
    }

    @Nullable
    String trace() {
        EnvelopeExtras extras = message == null ? null : message.extras();
        return extras == null ? null : extras.headers.get(SendOptions.TRACE_PARENT);
    }

    /** What the thread was before it began to start an actor. */
    static final class Frame {

        private final TurnState state;
        private final @Nullable ActorCell<?> cell;
        private final @Nullable Envelope<?> message;
        private final @Nullable Frame outer;
        private final boolean borrowed;

        Frame(
                TurnState state,
                @Nullable ActorCell<?> cell,
                @Nullable Envelope<?> message,
                @Nullable Frame outer,
                boolean borrowed) {
            this.state = state;
            this.cell = cell;
            this.message = message;
            this.outer = outer;
            this.borrowed = borrowed;
        }

        void pop() {
            state.cell = cell;
            state.message = message;
            state.outer = outer;
            if (borrowed) {
                CURRENT.remove();
            }
        }
    }
}
