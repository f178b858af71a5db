package io.sparkactor.internal.cell;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.mailbox.ArrivalBacklog;
import io.sparkactor.internal.mailbox.Backlog;
import io.sparkactor.internal.mailbox.HighWater;
import io.sparkactor.internal.mailbox.Places;
import io.sparkactor.internal.mailbox.PriorityBacklog;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an actor with a bound. They wait here, and in the queue of the cell stands a ticket for each: at a ticket, the turn
 * takes whatever is to be handled next. So signals, ticks and marks keep their place among the messages and need none of the bound, and
 * an unbounded actor pays nothing: the cell of a bounded one says of every message that its type is not accepted, and all that cells
 * refuse for that reason looks whether there is one of these.
 *
 * <p>A place is taken before the message can be seen, and given back when it was handled or dropped; one that is exchanged for another
 * hands its place and its ticket on. {@link #deliver} is for any thread; what is for the turn says so.
 *
 * @param <M> the type of messages
 */
final class BoundedMailbox<M> {

    private static final Logger LOG = System.getLogger("io.sparkactor.Mailbox");

    private final ActorCell<M> cell;
    private final ActorType accepted;
    private final Overflow overflow;
    private final @Nullable ToIntFunction<Object> priority;
    private final Places places;
    private final Backlog<Envelope<?>> backlog;
    private final HighWater highWater;

    /** Whether the actor stops behind what is queued, so that nothing is taken any more. */
    private volatile boolean closed;

    /** Whether a message that has a place is in hand. Confined to the turn. */
    private boolean inHand;

    /** Whether that one was stashed, and so keeps its place. Confined to the turn. */
    private boolean placeKept;

    @SuppressWarnings("unchecked") // what it is called with has passed the check of the type
    BoundedMailbox(ActorCell<M> cell, Mailbox<? super M> mailbox, ActorType accepted) {
        this.cell = cell;
        this.accepted = accepted;
        this.overflow = mailbox.overflow();
        this.priority = (ToIntFunction<Object>) mailbox.priority().orElse(null);
        this.places = new Places(cell.core().hooks(), mailbox.bound());
        this.backlog = priority == null ? new ArrivalBacklog<>() : new PriorityBacklog<>();
        int bound = mailbox.bound();
        var events = cell.core().events();
        this.highWater = new HighWater(
                places,
                bound,
                mailbox.highWater(),
                held -> events.publish(() -> new RuntimeEvent.MailboxFilling(cell.path(), held, bound)),
                held -> events.publish(() -> new RuntimeEvent.MailboxEased(cell.path(), held, bound)));
    }

    /** What the actor accepts. */
    ActorType type() {
        return accepted;
    }

    /** Takes a message that was counted as offered, or refuses it. */
    Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, cell.core());
        DeadLetterReason refusal = refusal(envelope, counters);
        if (refusal != null) {
            return refuse(envelope, refusal, counters);
        }
        int urgency = urgency(envelope.content());
        if (places.tryTake()) {
            return put(envelope, urgency, counters);
        }
        return switch (overflow) {
            case Overflow.Reject() -> refuse(envelope, DeadLetterReason.OVERFLOW, counters);
            case Overflow.DropNewest() -> drop(envelope, urgency, false, counters);
            case Overflow.DropOldest() -> drop(envelope, urgency, true, counters);
            case Overflow.Block(var timeout) -> {
                var sender = new BlockedSender(cell, places, turn);
                yield await(sender, envelope, counters, timeout)
                        ? put(envelope, urgency, counters)
                        : refuse(envelope, reasonAfterWait(), counters);
            }
        };
    }

    private @Nullable DeadLetterReason refusal(Envelope<?> envelope, @Nullable CounterCell counters) {
        if (!accepted.accepts(envelope.content())) {
            return DeadLetterReason.WRONG_TYPE;
        }
        return closed ? DeadLetterReason.ACTOR_STOPPED : cell.refusalByLimit(envelope, counters);
    }

    private int urgency(Object content) {
        if (priority == null) {
            return 0;
        }
        try {
            return priority.applyAsInt(content);
        } catch (Throwable thrown) { // the sender is not to suffer for a fault of the receiver
            Failures.warn(
                    LOG,
                    () -> "the priority function of " + cell.path() + " failed on a "
                            + content.getClass().getSimpleName() + ", which is handled last",
                    thrown);
            return Integer.MIN_VALUE;
        }
    }

    private Delivery put(Envelope<?> envelope, int urgency, @Nullable CounterCell counters) {
        cell.core().ledger().countAccepted(counters);
        backlog.add(envelope, urgency);
        cell.enqueueMark(Kind.TICKET, "ticket");
        highWater.look();
        cell.core().ledger().countDone(counters);
        return BaseRef.ACCEPTED;
    }

    private Delivery drop(Envelope<?> envelope, int urgency, boolean oldest, @Nullable CounterCell counters) {
        cell.core().ledger().countAccepted(counters);
        cell.deadLetter(backlog.exchange(envelope, urgency, oldest), DeadLetterReason.OVERFLOW);
        cell.core().ledger().countDone(counters);
        return BaseRef.ACCEPTED;
    }

    private Delivery refuse(Envelope<?> envelope, DeadLetterReason reason, @Nullable CounterCell counters) {
        return cell.refuse(envelope.content(), envelope.senderRef(), reason, counters);
    }

    private boolean await(
            BlockedSender sender, Envelope<?> envelope, @Nullable CounterCell counters, Duration timeout) {
        try {
            return sender.await(envelope.senderRef(), timeout, () -> closed);
        } catch (RuntimeException ended) { // the sender itself was told to stop, or interrupted
            refuse(envelope, DeadLetterReason.OVERFLOW, counters);
            throw ended;
        }
    }

    private DeadLetterReason reasonAfterWait() {
        if (cell.isToStop()) {
            return cell.reasonOfStop();
        }
        return closed ? DeadLetterReason.ACTOR_STOPPED : DeadLetterReason.OVERFLOW;
    }

    /** The message to handle at a ticket. In the turn. */
    @Nullable
    Envelope<?> take() {
        Envelope<?> next = backlog.poll();
        inHand = next != null;
        return next;
    }

    /** The message that was taken was handled, or became a dead letter. In the turn. */
    void done() {
        backlog.done();
        inHand = false;
        if (placeKept) {
            placeKept = false;
        } else {
            giveBack(1);
        }
    }

    /** The message that was taken waits on in front of all others, with its place and its ticket. In the turn. */
    void putBack(Envelope<?> envelope) {
        inHand = false;
        placeKept = false;
        backlog.putBack(envelope);
    }

    /** Whether there is one that was put back. In the turn. */
    boolean hasPutBack() {
        return backlog.hasPutBack();
    }

    /** The message in hand was stashed; whether it keeps a place, as it is not the tick of a timer. In the turn. */
    boolean keepPlace() {
        placeKept = inHand;
        return placeKept;
    }

    /** Puts stashed messages in front of all others; their tickets are the caller's affair. In the turn. */
    void resume(Collection<Envelope<?>> stashed) {
        backlog.addFirst(List.copyOf(stashed));
    }

    /** So many stashed messages have become dead letters. */
    void giveBack(int count) {
        for (int i = 0; i < count; i++) {
            places.giveBack();
        }
        highWater.look();
    }

    /** From now on takes nothing more: the actor will stop behind what is queued now. */
    void close() {
        closed = true;
        places.wakeAll();
    }

    /** The actor is to stop, or stops: lets the senders that wait look. */
    void wakeSenders() {
        places.wakeAll();
    }

    /** How many messages wait or are in hand; those that are stashed are not among them. */
    int depth() {
        return backlog.size();
    }
}
