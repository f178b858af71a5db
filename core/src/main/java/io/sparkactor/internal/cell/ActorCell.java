package io.sparkactor.internal.cell;

import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Signal;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.jfr.FlightTurns;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import java.lang.System.Logger;
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

    private static final Logger LOG = System.getLogger("io.sparkactor.Actor");

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
        while (envelope != null) {
            runCommands();
            take(envelope, turn);
            turn.settle();
            context.step();
            turn.leave(); // before the cell may become somebody else's
            Envelope<?> next = advance(envelope);
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
        return 0;
    }

    private void runCommands() {
        Command.Node node = takeCommands();
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
        if (state() >= STOPPING) {
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
        if (state() >= STOPPING) {
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
}
