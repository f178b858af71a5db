package io.sparkactor.internal.cell;

import io.sparkactor.ActorSpec;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.ExitReason;
import io.sparkactor.Signal;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import org.jspecify.annotations.Nullable;

/**
 * Room two of the way from {@code tell} to {@code process}: a local actor. It is the ref, the mailbox, the context and the turn in
 * one object, since a system may have a million of them.
 *
 * <p>{@link CellState} is what it is, {@link CellReceiver} what any thread may do to it, {@link CellContext} what the actor may do. Here
 * is the turn, which is one at a time, with happens-before from each to the next by way of the mailbox's tail and the scheduler.
 *
 * @param <M> the type of messages
 */
public final class ActorCell<M> extends CellContext<M> implements Turn {

    /** How many messages a turn handles before it lets others run. */
    private static final int BATCH = 64;

    ActorCell(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        super(core, parent, spec);
    }

    @Override
    ActorCell<M> cell() {
        return this;
    }

    @Override
    public void run(TurnContext context) {
        TurnState turn = TurnState.of(context, core);
        turn.enter(this);
        int left = BATCH;
        Envelope<?> envelope = head();
        while (envelope != null) {
            runCommands();
            boolean taken = take(envelope, turn);
            context.step();
            turn.leave(); // before the cell may become somebody else's
            if (!taken && isSuspended()) {
                return;
            }
            Envelope<?> next = taken ? advance(envelope) : envelope;
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
        Command.Node newest = takeCommands();
        if (newest != null) {
            CellCommands.run(this, newest);
        }
    }

    /** Takes what is in front of the queue; false if it stays there: to be handled again, or when the actor has restarted. */
    private boolean take(Envelope<?> envelope, TurnState turn) {
        if (envelope.kind == Kind.NUDGE) {
            return true;
        }
        if (state() != RUNNING) {
            return takeNot(envelope);
        }
        switch (envelope.kind) {
            case Kind.SIGNAL -> takeSignal((Signal) envelope.content());
            case Kind.STOP -> CellStop.begin(this, new ExitReason.Normal());
            default -> {
                return takeMessage(envelope, turn);
            }
        }
        return true;
    }

    private boolean takeNot(Envelope<?> envelope) {
        if (state() == RESTARTING) {
            return false;
        }
        if (Kind.isMessage(envelope.kind)) {
            deadLetter(envelope, core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.ACTOR_STOPPED);
        }
        return true;
    }

    /** Whether the turn ends here, with its message unhandled, until a command wakes it. */
    private boolean isSuspended() {
        return state() == RESTARTING && extras().restartState().suspend(this);
    }

    private void takeSignal(Signal signal) {
        if (!CellExit.isWanted(this, signal)) {
            return;
        }
        Throwable failure = signal instanceof ChildExited(var _, ExitReason.Escalated(Throwable cause)) ? cause : null;
        try {
            ActorAccessHolder.Ready.ACCESS.onSignal(actor(), signal);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        clearInterrupt();
        if (failure != null) {
            CellFailure.ofSignal(this, signal, failure);
        }
    }

    private boolean takeMessage(Envelope<?> envelope, TurnState turn) {
        // Work for an asker that has gone would make an overload last, and would feed circles of asks for ever.
        if (envelope.kind == Kind.ASK && envelope.senderRef().isAskEnded()) {
            deadLetter(envelope, DeadLetterReason.ASK_ENDED);
            return true;
        }
        Throwable thrown = handle(envelope, turn);
        return thrown == null || CellFailure.ofMessage(this, envelope, thrown);
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
            return thrown;
        } finally {
            turn.handling(null);
            clearInterrupt();
        }
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

    /** An interrupt flag that a handler left must not reach the next turn on this thread. */
    private static void clearInterrupt() {
        boolean unused = Thread.interrupted();
    }
}
