package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.ChildExited;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.ExitReason;
import io.sparkactor.Signal;
import io.sparkactor.internal.jfr.FlightTurns;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.util.Objects;
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
public final class ActorCell<M> extends CellContext<M> implements Turn, Member {

    /** How many messages a turn handles before it lets others run. */
    private static final int BATCH = 64;

    /** At its begin and after each so many messages a turn looks whether it can go on by a cursor. */
    private static final int LONG_TURN = 8;

    ActorCell(SyndicateCore core, @Nullable ActorCell<?> parent, ActorSpec<M> spec) {
        super(core, parent, spec);
    }

    @Override
    ActorCell<M> cell() {
        return this;
    }

    @Override
    public Memberships memberships() {
        return extras().memberships();
    }

    @Override
    public boolean hasEnded() {
        return state() >= STOPPING;
    }

    @Override
    public Class<?> accepted() {
        return acceptedType();
    }

    @Override
    public void run(TurnContext context) {
        if (FlightTurns.areRecorded()) {
            TurnRecord.run(this, context);
        } else {
            runTurn(context);
        }
    }

    /** The turn; how many envelopes it took. Afterwards the cell may be somebody else's. */
    int runTurn(TurnContext context) {
        TurnState turn = TurnState.of(context, core);
        turn.enter(this);
        int left = BATCH;
        Envelope<?> envelope = head();
        while (true) {
            if (left % LONG_TURN == 0 && isQueue(envelope)) {
                int handled = runByCursor(turn, context, left);
                left -= handled;
                if (left == 0 || handled > 0 && context.turnEndRequested()) {
                    turn.leave();
                    schedule();
                    return BATCH - left;
                }
                envelope = head();
            }
            envelope = runCommands(envelope, turn);
            boolean taken = take(envelope, turn);
            if (turn.takeStop(this)) {
                CellStop.begin(this, CellExtras.NORMAL);
            }
            turn.settle();
            context.step();
            turn.leave(); // before the cell may become somebody else's
            if (!taken && isSuspended()) {
                return BATCH - left;
            }
            if (taken) {
                goOnForCommands(envelope);
            }
            Envelope<?> next = taken ? advance(envelope) : envelope;
            if (next == null) {
                // Idle. A command that was pushed meanwhile found the cell running and relied on this look.
                if (hasCommands()) {
                    nudge();
                }
                return BATCH - left + 1;
            }
            envelope = next;
            left--;
            if (left <= 0 || context.turnEndRequested()) {
                schedule();
                return BATCH - left;
            }
            turn.enter(this);
        }
    }

    /** Whether this is a plain message, and at least two wait behind it. */
    private static boolean isQueue(Envelope<?> front) {
        Envelope<?> second = front.kind == Kind.TELL ? front.next() : null;
        return second != null && second.next() != null;
    }

    /**
     * Handles plain messages without a look at the cell, while more wait behind them and nothing else is to be done. The senders write the
     * cell's cache line with each message, so each look would take it from them. (ADR 37)
     *
     * @return how often it has handled one, at most {@code most} times; the last one may have failed and be in front still
     */
    private int runByCursor(TurnState turn, TurnContext context, int most) {
        QueueCursor cursor;
        try {
            cursor = setCursor();
        } catch (OutOfMemoryError e) {
            return 0; // it goes without
        }
        if (hasCommands() || state() != RUNNING) {
            return 0;
        }
        Actor<M> actor = actor();
        CounterCell counters = TurnState.countersOf(turn, core);
        Envelope<?> envelope = cursor.at();
        int count = 0;
        while (count < most
                && envelope.kind == Kind.TELL
                && envelope.next() != null
                && !cursor.isCalled()
                && !context.turnEndRequested()) {
            Throwable thrown = handle(envelope, turn, actor, counters);
            boolean taken = thrown == null || CellFailure.ofMessage(this, envelope, thrown);
            boolean stops = turn.takeStop(this);
            if (stops) {
                CellStop.begin(this, CellExtras.NORMAL);
            }
            turn.settle();
            context.step();
            if (!taken) {
                return count + 1;
            }
            envelope = advance(cursor, envelope);
            count++;
            if (thrown != null || stops) {
                return count;
            }
        }
        return count;
    }

    /** Obeys the commands that have come; what is to be taken next, as a new instance may have unstashed something. */
    private Envelope<?> runCommands(Envelope<?> front, TurnState turn) {
        Command.Node newest = takeCommands();
        if (newest == null) {
            return front;
        }
        turn.obeying(true);
        try {
            CellCommands.run(this, newest);
        } finally {
            turn.obeying(false);
        }
        return head();
    }

    /** Takes what is in front of the queue; false if it stays there: to be handled again, or when the actor has restarted. */
    private boolean take(Envelope<?> envelope, TurnState turn) {
        if (envelope.kind == Kind.NUDGE) {
            return true;
        }
        if (envelope.kind == Kind.TICKET) {
            return takeAtTicket(turn);
        }
        if (state() != RUNNING) {
            return takeNot(envelope);
        }
        switch (envelope.kind) {
            case Kind.SIGNAL -> takeSignal((Signal) envelope.content());
            case Kind.STOP -> CellStop.begin(this, new ExitReason.Normal());
            case Kind.TICK -> {
                return takeTick(envelope, turn);
            }
            case Kind.EXPIRING -> {
                return takeExpiring(envelope, turn);
            }
            case Kind.DURABLE -> {
                return takeDurable(envelope, turn);
            }
            case Kind.DELEGATED -> {
                return takeDelegated(envelope, turn);
            }
            case Kind.NOTICE -> CellHolding.takeNotice(this, (Notice) envelope.content());
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
        if (Kind.isMessage(envelope.kind) || envelope.kind == Kind.DELEGATED) {
            CellHolding.discard(this, envelope);
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

    /** Handles the tick of a timer; one that was cancelled while it waited counts as processed by doing nothing. */
    private boolean takeTick(Envelope<?> envelope, TurnState turn) {
        if (!isTickDue(envelope)) {
            core.ledger().countProcessed(TurnState.countersOf(turn, core));
            return true;
        }
        return takeMessage(envelope, turn);
    }

    private boolean takeExpiring(Envelope<?> envelope, TurnState turn) {
        if (envelope.isExpired()) {
            deadLetter(envelope, DeadLetterReason.EXPIRED);
            return true;
        }
        if (envelope.isForAnother(presentGeneration())) {
            deadLetter(envelope, DeadLetterReason.NO_ACTOR);
            return true;
        }
        return takeMessage(envelope, turn);
    }

    /** Handles the tick of a durable timer, and lets that know when it is settled. */
    private boolean takeDurable(Envelope<?> envelope, TurnState turn) {
        DurableTick<?> tick = DurableTick.of(envelope);
        if (!tick.take()) {
            core.ledger().countProcessed(TurnState.countersOf(turn, core)); // cancelled or replaced: by doing nothing
            return true;
        }
        Throwable thrown = handleForOther(envelope, turn);
        return thrown == null || CellFailure.ofMessage(this, envelope, thrown);
    }

    private boolean takeDelegated(Envelope<?> envelope, TurnState turn) {
        if (!Assignment.of(envelope).begin()) {
            return true;
        }
        Throwable thrown = handleForOther(envelope, turn);
        return thrown == null || CellFailure.ofMessage(this, envelope, thrown);
    }

    private boolean takeAtTicket(TurnState turn) {
        BoundedMailbox<M> bounded = Objects.requireNonNull(bounded(), "a ticket without a mailbox");
        Envelope<?> envelope = state() == RESTARTING ? null : bounded.take();
        if (envelope == null) {
            return state() != RESTARTING;
        }
        boolean taken = true;
        try {
            taken = take(envelope, turn);
            return taken;
        } finally {
            if (taken) {
                bounded.done();
            } else {
                bounded.putBack(envelope);
            }
        }
    }

    private boolean takeMessage(Envelope<?> envelope, TurnState turn) {
        // Work for an asker that has gone would make an overload last, and would feed circles of asks for ever.
        if (envelope.kind == Kind.ASK && envelope.senderRef().isAskEnded()) {
            deadLetter(envelope, DeadLetterReason.ASK_ENDED);
            return true;
        }
        Throwable thrown = handle(envelope, turn, actor(), TurnState.countersOf(turn, core));
        return thrown == null || CellFailure.ofMessage(this, envelope, thrown);
    }

    /** Handles a message; what it threw, or null. */
    private @Nullable Throwable handle(
            Envelope<?> envelope, TurnState turn, Actor<M> actor, @Nullable CounterCell counters) {
        turn.handling(envelope);
        try {
            process(actor, envelope);
            if (turn.message() != envelope) {
                CellHolding.putAside(this, turn);
                return null;
            }
            countProcessed(counters);
            if (envelope.kind == Kind.ASK && envelope.senderRef().isAskWaitingFor(this)) {
                extras().addUnanswered(envelope.senderRef(), this);
            }
            return null;
        } catch (Throwable thrown) {
            noteFailure(envelope, turn);
            return thrown;
        } finally {
            turn.handling(null);
            clearInterrupt();
        }
    }

    /** Not by way of the core where it can be helped: that would be a look at the cell for each message. */
    private void countProcessed(@Nullable CounterCell own) {
        if (own == null) {
            core.ledger().countProcessed(null);
        } else {
            own.countProcessed();
        }
    }

    /** The same for a message of whose end somebody is told: who holds it, or the durable timer that it is of. */
    private @Nullable Throwable handleForOther(Envelope<?> envelope, TurnState turn) {
        turn.handling(envelope);
        try {
            process(actor(), envelope);
            if (turn.message() != envelope) {
                CellHolding.putAside(this, turn);
            } else if (envelope.kind == Kind.DURABLE) {
                DurableTick.of(envelope).settle(); // first: whoever sees it counted may count on what the store has
                core.ledger().countProcessed(TurnState.countersOf(turn, core));
            } else {
                CellHolding.handled(this, envelope); // it is not counted here
            }
            return null;
        } catch (Throwable thrown) {
            noteFailure(envelope, turn);
            return thrown;
        } finally {
            turn.handling(null);
            clearInterrupt();
        }
    }

    private void noteFailure(Envelope<?> envelope, TurnState turn) {
        if (turn.message() != envelope) {
            CellHolding.failedAside(this, turn);
        }
        if (turn.takeStop(this)) {
            stopSelf(); // a command, which is seen before supervision makes a new instance
        }
    }

    @SuppressWarnings("unchecked") // the type was checked when the envelope was taken
    private void process(Actor<M> actor, Envelope<?> envelope) throws Exception {
        ActorAccessHolder.Ready.ACCESS.process(actor, (Envelope<M>) envelope);
    }

    /** Whether the tick of a timer is still wanted. */
    private static boolean isTickDue(Envelope<?> envelope) {
        EnvelopeExtras own = envelope.extras();
        return own != null && own.timer != null && own.timer.takeTick();
    }

    /** An interrupt flag that a handler left must not reach the next turn on this thread. */
    private static void clearInterrupt() {
        boolean unused = Thread.interrupted();
    }
}
