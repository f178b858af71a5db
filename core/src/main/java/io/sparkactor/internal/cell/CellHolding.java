package io.sparkactor.internal.cell;

import io.sparkactor.ActorRef;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.Message;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.NoticeHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What cells do for the extensions of the runtime: messages that are held, notices, attachments. In the turn of the actor, but for what
 * says otherwise; stateless.
 */
public final class CellHolding {

    private CellHolding() {}

    /** Holds the message in hand. */
    public static <M> Delegation<M> hold(Message<M> message) {
        Objects.requireNonNull(message, "message");
        TurnState turn = TurnState.current();
        ActorCell<?> cell = turn == null ? null : turn.cell();
        if (turn != null && cell != null && turn.isSpeaking()) {
            throw new ExecutorCallException("Troupe.keep(…) and Delegation.hold(…)", cell.path());
        }
        if (turn == null || cell == null || turn.message() != message || !(message instanceof Envelope<M> envelope)) {
            throw new IllegalStateException("only the message that is being handled can be held, in its own handling,"
                    + " once, and not when it was stashed");
        }
        HeldMessage<M> held = new HeldMessage<>(cell, envelope);
        cell.extras().held().add(held, envelope);
        turn.handling(new Envelope<>(Kind.HELD, envelope.content(), envelope.senderRef(), envelope.extras()));
        return held;
    }

    /** The handler of a message that it put aside has returned: that is stashed or held. */
    static void putAside(ActorCell<?> cell, TurnState turn) {
        Envelope<?> aside = turn.message();
        if (aside != null && aside.extras() instanceof DurableExtras own) {
            own.tick.putAside(aside.kind == Kind.HELD);
        }
        if (aside != null && aside.kind == Kind.HELD) {
            cell.extras().held().handled();
            aside.senderRef().askKept(); // whoever has the message may answer it on any thread
        } else {
            cell.extras().stash(cell).handled();
        }
    }

    /** The handler of a message that it put aside has thrown. */
    static void failedAside(ActorCell<?> cell, TurnState turn) {
        Envelope<?> aside = turn.message();
        if (aside == null || aside.kind != Kind.HELD) {
            cell.extras().stash(cell).failed();
        }
    }

    /** The handler of a message that another holds has returned. */
    static void handled(ActorCell<?> cell, Envelope<?> envelope) {
        if (envelope.senderRef().isAskWaitingFor(cell)) {
            cell.extras().addUnanswered(envelope.senderRef(), cell);
        }
        Assignment.of(envelope).handled();
    }

    /** A stopped actor does not handle this: a dead letter, or its holder has it back. */
    static void discard(ActorCell<?> cell, Envelope<?> envelope) {
        if (envelope.kind == Kind.DELEGATED) {
            Assignment.of(envelope).notHandled(cell.reasonOfStop());
        } else {
            cell.deadLetter(envelope, cell.reasonOfStop());
        }
    }

    static void takeNotice(ActorCell<?> cell, Notice notice) {
        if (!(cell.actor() instanceof NoticeHandler handler)) {
            return;
        }
        Throwable failure = null;
        try {
            handler.onNotice(notice);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        boolean unused = Thread.interrupted();
        if (failure != null) {
            CellFailure.ofSignal(cell, notice, failure);
        }
    }

    /** Tells an actor a notice. On any thread. */
    public static void notify(ActorRef<?> actor, Notice notice) {
        ActorCell<?> cell = actor(actor);
        if (cell.state() < ActorCell.STOPPING) {
            cell.enqueueMark(Kind.NOTICE, notice);
        }
    }

    /** Attaches an object to an actor. */
    public static void attach(ActorRef<?> actor, Object attachment) {
        actor(actor).extras().attachment = attachment;
    }

    /** What was attached to an actor, if anything. On any thread. */
    public static @Nullable Object attached(ActorRef<?> actor) {
        CellExtras extras = BaseRef.of(actor) instanceof ActorCell<?> cell ? cell.extrasIfAny() : null;
        return extras == null ? null : extras.attachment;
    }

    /** The actor of a ref. On any thread. */
    static ActorCell<?> actor(ActorRef<?> ref) {
        if (BaseRef.of(ref) instanceof ActorCell<?> cell) {
            return cell;
        }
        throw new IllegalArgumentException(ref + " is not an actor of this JVM");
    }
}
