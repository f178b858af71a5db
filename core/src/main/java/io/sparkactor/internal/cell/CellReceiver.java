package io.sparkactor.internal.cell;

import io.sparkactor.ActorSpec;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.Signal;
import io.sparkactor.internal.jfr.FlightTurns;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.ledger.OutsideCell;
import io.sparkactor.internal.stack.StackReserve;
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
        return turn == null || counters == null ? fromOutside(envelope) : fromTurn(envelope, turn, counters);
    }

    /**
     * A send from a turn of the same syndicate. A handler may overflow its stack in any call here, so what is counted stands next to
     * the exchange that links: compiled, that is no call at all.
     */
    private Delivery fromTurn(Envelope<?> envelope, TurnState turn, CounterCell counters) {
        DeadLetterReason refusal = refusal(envelope);
        if (refusal != null) {
            return refuseOrBound(envelope, turn, counters, refusal);
        }
        if (counters.isTimeToLook()) {
            core.queueLimit().look(envelope.senderRef());
        }
        boolean asleep;
        boolean offered = false;
        boolean accepted = false;
        try {
            counters.countOffered();
            offered = true;
            counters.countAccepted();
            accepted = true;
            asleep = enqueue(envelope);
        } catch (StackOverflowError e) { // no call from here on
            turn.unofferedSends += offered ? 1 : 0;
            turn.unacceptedSends += accepted ? 1 : 0;
            throw e;
        }
        if (asleep) {
            try {
                turn.ready(cell());
            } catch (StackOverflowError e) { // at the very entry; no call from here on
                turn.unready = new Object @Nullable [] {this, turn.unready};
            }
        }
        return ACCEPTED;
    }

    /** A send from any other thread: counted first, so that a close can wait for it. */
    private Delivery fromOutside(Envelope<?> envelope) {
        StackReserve.checkSmall(); // so none of the steps below overflows the stack
        if (core.isClosing()) {
            return refuseByClose(envelope);
        }
        OutsideCell own = core.ledger().outside();
        core.ledger().countOfferedOutside(own);
        DeadLetterReason refusal = refusal(envelope);
        if (refusal == DeadLetterReason.WRONG_TYPE && bounded() instanceof BoundedMailbox<M> bounded) {
            return bounded.deliver(envelope, null);
        }
        if (refusal == null) {
            refusal = core.refusalFromOutside(envelope.senderRef());
        }
        if (refusal != null) {
            return refuse(envelope.content(), envelope.senderRef(), refusal, null);
        }
        core.ledger().countAccepted(own);
        if (enqueue(envelope)) {
            schedule();
        }
        core.ledger().countDoneOutside(own);
        return ACCEPTED;
    }

    /** Refuses, unless this is a bounded actor, which takes no type by itself so that all it is sent comes here. */
    private Delivery refuseOrBound(
            Envelope<?> envelope, TurnState turn, CounterCell counters, DeadLetterReason refusal) {
        if (refusal == DeadLetterReason.WRONG_TYPE && bounded() instanceof BoundedMailbox<M> bounded) {
            StackReserve.checkSmall();
            counters.countOffered();
            return bounded.deliver(envelope, turn);
        }
        return refuseInTurn(envelope.content(), envelope.senderRef(), refusal, counters);
    }

    private @Nullable DeadLetterReason refusal(Envelope<?> envelope) {
        if (state() >= STOPPING) {
            return reasonOfStop();
        }
        return accepts(envelope.content()) ? null : DeadLetterReason.WRONG_TYPE;
    }

    /** Why an actor that stops takes nothing, or does not handle what it has. */
    final DeadLetterReason reasonOfStop() {
        return core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.ACTOR_STOPPED;
    }

    /** Why a send is refused by the limit of the syndicate, null if it is not. */
    final @Nullable DeadLetterReason refusalByLimit(Envelope<?> envelope, @Nullable CounterCell counters) {
        if (counters == null) {
            return core.refusalFromOutside(envelope.senderRef());
        }
        if (counters.isTimeToLook()) {
            core.queueLimit().look(envelope.senderRef());
        }
        return null;
    }

    /** Takes the tick of a timer: never refused but by a stopped actor, which has no timers any more. */
    void deliverTick(byte kind, M payload, EnvelopeExtras own) {
        core.ledger().countOffered(null);
        if (state() >= STOPPING) {
            core.ledger().countRefused(null);
            return;
        }
        core.ledger().countAccepted(null);
        if (enqueue(new Envelope<>(kind, payload, core.nobody(), own))) {
            schedule();
        }
        core.ledger().countDone(null);
    }

    /** Takes a fact or a mark, behind what is queued. In no ledger, never refused. */
    final void enqueueMark(byte kind, Object content) {
        StackReserve.checkSmall();
        if (enqueue(mark(kind, content))) {
            schedule();
        }
    }

    /** A fact or a mark. */
    final Envelope<?> mark(byte kind, Object content) {
        return new Envelope<>(kind, content, core.nobody(), null);
    }

    /** Takes a message that somebody else holds, unless it says why not. */
    final @Nullable DeadLetterReason takeGiven(Envelope<?> envelope) {
        if (state() >= STOPPING) {
            return reasonOfStop();
        }
        if (!acceptedType().isInstance(envelope.content())) {
            return DeadLetterReason.WRONG_TYPE;
        }
        StackReserve.checkSmall();
        if (enqueue(envelope)) {
            schedule();
        }
        return null;
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
                && child.wasStarted() // the root, and one that never got the ref, need not know
                && (hearsSignals() || reason instanceof ExitReason.Escalated)) {
            enqueueSignal(new ChildExited(child, reason));
        }
    }

    /** Stops once everything in front was handled. */
    public void requestStopAfterQueue() {
        BoundedMailbox<M> bounded = bounded();
        if (bounded != null) {
            // So that no more urgent message that comes later is handled in the place of one that waits.
            bounded.close();
        }
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
    public void stopSelf() {
        command(new Command.Stop(CellExtras.NORMAL, true));
    }

    /** An instance of it has died where it lives, outside of the turns. */
    public void instanceDied(ProxyActor<?> instance, Throwable cause) {
        command(new Command.InstanceDied(instance, cause));
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
        push(command);
        callCursor();
        // A running cell looks at its commands before it goes idle and again after; an idle one is woken. The two
        // compare-and-sets, above and below, order this thread's push before its look at the tail.
        nudge(); // last, as it may find no memory
        Wait wait = waiting();
        if (wait != null && isStopRequested()) {
            wait.stopRequested();
        }
        BoundedMailbox<M> bounded = bounded();
        if (bounded != null) {
            bounded.wakeSenders();
        }
    }

    private void push(Command command) {
        StackReserve.checkSmall();
        Command.Node below;
        Command.Node node;
        do {
            below = (Command.Node) COMMANDS.getVolatile(this);
            node = new Command.Node(command, below);
        } while (!COMMANDS.compareAndSet(this, below, node));
    }

    /** Links a mark at which the turn looks at its commands, if they have come and it would else go idle. By the turn. */
    final void goOnForCommands(Envelope<?> handled) {
        if (handled.next() == null && hasCommands()) {
            boolean unused = enqueue(mark(Kind.NUDGE, "nudge"));
        }
    }

    final void nudge() {
        if (enqueueIfIdle(mark(Kind.NUDGE, "nudge"))) {
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

    /** Whether it stops, or was told to and has not begun; a restart is no stop. */
    final boolean isToStop() {
        Command.Node node = state() < STOPPING ? (Command.Node) COMMANDS.getVolatile(this) : null;
        while (node != null && !node.command().stops(cell())) {
            node = node.below();
        }
        return node != null || state() >= STOPPING;
    }

    void schedule() {
        noteReady();
        core.scheduler().ready(cell());
    }

    /** Notes the moment for the flight recorder, if that wants turns. */
    final void noteReady() {
        if (FlightTurns.areRecorded()) {
            extras().readySince = core.hooks().nanoTime();
        }
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
