package io.sparkactor.internal.cell;

import io.sparkactor.ActorSpec;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.Signal;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.internal.waiting.Waiters;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a local actor: what any thread may do to it. Thread-safe.
 *
 * @param <M> the type of messages
 */
abstract class CellReceiver<M> extends CellState<M> {

    private static final VarHandle COMMANDS;

    static {
        try {
            COMMANDS = MethodHandles.lookup().findVarHandle(CellReceiver.class, "commands", Command.Node.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through COMMANDS
    private Command.@Nullable Node commands;

    CellReceiver(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        super(core, parent, spec);
    }

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
        if (state() >= STOPPING) {
            return core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.ACTOR_STOPPED;
        }
        if (!accepts(envelope.content())) {
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
        if (state() >= STOPPING) {
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

    /** Takes a fact, behind what is queued. */
    void enqueueSignal(Signal signal) {
        enqueueMark(Kind.SIGNAL, signal);
    }

    /** A child has stopped and was unlinked: tells the actor behind all that the child had sent before. */
    void childExited(ActorCell<?> child, ExitReason reason) {
        if (state() > RUNNING) {
            command(Command.LOOK); // it waits for its last child to go; the instance that could be told ends
        } else if (parentCell() != null
                && child.wasStarted()) { // the root, and one that never got the ref, need not know
            enqueueSignal(new ChildExited(child, reason));
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
        return ChildList.copy(cell());
    }

    void command(Command command) {
        Command.Node below;
        Command.Node node;
        do {
            below = (Command.Node) COMMANDS.getVolatile(this);
            node = new Command.Node(command, below);
        } while (!COMMANDS.compareAndSet(this, below, node));
        // A running cell looks at its commands before it goes idle and again after; an idle one is woken. The two
        // compare-and-sets, above and below, order this thread's push before its look at the tail.
        nudge();
        Wait wait = waiting();
        if (wait != null && isStopRequested()) {
            wait.stopRequested();
        }
    }

    final void nudge() {
        if (enqueueIfIdle(new Envelope<>(Kind.NUDGE, "nudge", core.nobody(), null))) {
            schedule();
            return;
        }
        CellExtras own = extrasIfAny();
        RestartState restarts = own == null ? null : own.restartStateIfAny();
        if (restarts != null && restarts.wake()) {
            schedule();
            core.suspensions().end();
        }
    }

    final boolean hasCommands() {
        return COMMANDS.getVolatile(this) != null;
    }

    /** Takes all commands, newest first; null if there are none. By the turn. */
    final Command.@Nullable Node takeCommands() {
        return COMMANDS.getAcquire(this) == null ? null : (Command.Node) COMMANDS.getAndSet(this, null);
    }

    /**
     * Whether it was told to end its instance, by a stop or a restart, and has not begun; an actor looks when it has said what it
     * begins to wait for.
     */
    boolean isStopRequested() {
        Command.Node node = state() <= RUNNING ? (Command.Node) COMMANDS.getVolatile(this) : null;
        while (node != null && !node.command().endsInstanceOf(cell())) {
            node = node.below();
        }
        return node != null;
    }

    void schedule() {
        core.scheduler().ready(cell());
    }

    /** Leaves STARTING: from now on messages are handled, also those that came in meanwhile. */
    void started() {
        if (endStart()) {
            schedule();
        } else if (hasCommands()) {
            nudge();
        }
    }
}
