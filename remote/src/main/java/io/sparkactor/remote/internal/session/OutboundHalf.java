package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a session: keeps each item until the other side has settled it, and sends it again after a cut. Confined to one thread.
 *
 * <p>Items are numbered in the order in which they are first sent. Each one that was taken by {@link #offer} has one end: an {@linkplain
 * Outcomes outcome}, or it is in what {@link #giveUp} returns.
 *
 * @param <T> what is sent: whatever a numbered frame can be made of, again and again
 */
public final class OutboundHalf<T> {

    private final SessionLimits limits;
    private final Outcomes<T> outcomes;

    /** Sent, and not settled: the numbers {@code settled + 1} and so on. */
    private final ItemRing<T> sent = new ItemRing<>();

    private final ItemRing<T> unsent = new ItemRing<>();

    private long settled;
    private long sentWeight;
    private long creditSeq;
    private long creditWeight;
    private long lastSeq;

    /** How many of {@link #sent} have gone out on this connection, or need not go: the next one is the first to be sent again. */
    private int sentHere;

    private boolean connected;
    private boolean givenUp;

    /**
     * Nothing sent yet, and not connected.
     *
     * @param limits of them, those of the queue hold here
     * @param outcomes is told what becomes of the items
     */
    public OutboundHalf(SessionLimits limits, Outcomes<T> outcomes) {
        this.limits = limits;
        this.outcomes = outcomes;
    }

    /**
     * Takes an item, connected or not.
     *
     * @param weight what its frame weighs; see {@link SessionFrame.Sequenced#weight()}
     * @return null if it was taken; else why not: {@link DeadLetterReason#OVERFLOW} if it does not fit into the limits of the queue, {@link
     *     DeadLetterReason#DISCONNECTED} after {@link #giveUp}
     */
    public @Nullable DeadLetterReason offer(T item, long weight) {
        if (weight <= 0) {
            throw new IllegalArgumentException("weight must be positive, but is " + weight);
        }
        if (givenUp) {
            return DeadLetterReason.DISCONNECTED;
        }
        if (held() >= limits.queuedMessages() || weight > limits.queuedWeight() - heldWeight()) {
            return DeadLetterReason.OVERFLOW;
        }
        unsent.add(item, weight);
        return null;
    }

    /**
     * A connection is there, and the other side has said how much it has received. What was sent behind that is sent again. Nothing is settled
     * by this: the first acknowledgement on the connection does that, as it also says what was refused.
     *
     * @param peerReceived the {@link InboundHalf#received()} of the other side. One from before its last acknowledgement is fine: a dial may be
     *     overtaken by the next one
     * @throws SessionException if that is negative, or more than was sent: it is not the other side of this session
     */
    public void connected(long peerReceived) throws SessionException {
        checkNotGivenUp();
        if (peerReceived < 0 || peerReceived > settled + sent.size()) {
            throw new SessionException("the peer says that it has received " + peerReceived + " frames, but was sent "
                    + (settled + sent.size()));
        }
        sentHere = (int) Math.max(0, peerReceived - settled);
        connected = true;
    }

    /** The connection is gone; nothing is sent until there is another one. */
    public void disconnected() {
        connected = false;
    }

    /**
     * The item to send now, or null if there is none: not connected, nothing left, or no credit. {@link #seq} is its number. What this
     * returned counts as sent.
     */
    public @Nullable T next() {
        if (!connected) {
            return null;
        }
        if (sentHere < sent.size()) {
            lastSeq = settled + 1 + sentHere;
            return sent.get(sentHere++);
        }
        while (!unsent.isEmpty()) {
            DeadLetterReason obsolete = outcomes.obsolete(unsent.get(0));
            if (obsolete == null) {
                return firstTime();
            }
            outcomes.failed(unsent.removeFirst(), obsolete);
        }
        return null;
    }

    private @Nullable T firstTime() {
        long weight = unsent.number(0);
        long seq = settled + 1 + sent.size();
        boolean fits = weight <= creditWeight - sentWeight || sent.isEmpty();
        if (seq > creditSeq || !fits) {
            return null;
        }
        T item = unsent.removeFirst();
        sent.add(item, weight);
        sentHere++;
        sentWeight += weight;
        lastSeq = seq;
        return item;
    }

    /** The number of the item that {@link #next} returned last. */
    public long seq() {
        return lastSeq;
    }

    /**
     * The other side has settled what it had been sent, in the order of the numbers, and says what it takes from now on. What is older than
     * what it said before changes nothing.
     *
     * @throws SessionException if it settles what it was not sent; then nothing has happened
     */
    public void acknowledged(Acknowledge frame) throws SessionException {
        checkNotGivenUp();
        if (frame.upTo() > settled + sent.size()) {
            throw new SessionException(
                    "the peer acknowledges " + frame.upTo() + " frames, but was sent " + (settled + sent.size()));
        }
        creditSeq = Math.max(creditSeq, frame.creditSeq());
        creditWeight = Math.max(creditWeight, frame.creditWeight());
        Iterator<Refusal> refusals = frame.refused().iterator();
        Refusal refusal = firstBehind(refusals, settled);
        while (settled < frame.upTo()) {
            T item = sent.removeFirst();
            settled++;
            sentHere = Math.max(0, sentHere - 1);
            if (refusal == null || refusal.seq() != settled) {
                outcomes.delivered(item);
            } else {
                outcomes.failed(item, refusal.reason());
                refusal = firstBehind(refusals, settled);
            }
        }
    }

    private static @Nullable Refusal firstBehind(Iterator<Refusal> refusals, long seq) {
        while (refusals.hasNext()) {
            Refusal refusal = refusals.next();
            if (refusal.seq() > seq) {
                return refusal;
            }
        }
        return null;
    }

    /**
     * The other side is gone for good, or knows nothing of this session. From now on nothing is taken or sent.
     *
     * @return all that has had no outcome; it gets none from here
     */
    public Returned<T> giveUp() {
        connected = false;
        givenUp = true;
        return new Returned<>(drained(sent), drained(unsent));
    }

    private static <T> List<T> drained(ItemRing<T> ring) {
        List<T> items = new ArrayList<>(ring.size());
        while (!ring.isEmpty()) {
            items.add(ring.removeFirst());
        }
        return items;
    }

    /** How many items have never been sent. */
    public int unsent() {
        return unsent.size();
    }

    /** How many items were sent and are not settled. */
    public int unacknowledged() {
        return sent.size();
    }

    /** How many items are kept: the sum of the two. */
    public int held() {
        return sent.size() + unsent.size();
    }

    /** What all that is kept weighs. */
    public long heldWeight() {
        return sent.sum() + unsent.sum();
    }

    private void checkNotGivenUp() {
        if (givenUp) {
            throw new IllegalStateException("the session was given up");
        }
    }

    /**
     * What was left when a session was given up, each in order.
     *
     * @param unacknowledged sent, but the other side has not said that it has them: it may or may not
     * @param unsent never sent
     */
    public record Returned<T>(List<T> unacknowledged, List<T> unsent) {

        /** Copies the lists. */
        public Returned {
            unacknowledged = List.copyOf(unacknowledged);
            unsent = List.copyOf(unsent);
        }
    }
}
