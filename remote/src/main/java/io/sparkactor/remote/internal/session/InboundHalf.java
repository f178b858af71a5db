package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a session: says of each numbered frame whether it is new, and what to acknowledge. Confined to one thread.
 *
 * <p>Frames are first accepted and then settled, each in the order of the numbers; both at once where the mailbox answers at once. Only
 * what is settled is acknowledged.
 */
public final class InboundHalf {

    /** What to do with a frame. */
    public enum Verdict {
        /** It is new: hand it to its mailbox, and then call {@link InboundHalf#settled}. */
        DELIVER,
        /** It was here before: drop it. */
        DUPLICATE
    }

    private static final int ACKNOWLEDGEMENTS_A_WINDOW = 4;

    private final SessionLimits limits;

    /** What the sender may not have heard of: at most a window, as it would not have sent what came later. The number is the sequence number. */
    private final ItemRing<DeadLetterReason> refusals = new ItemRing<>();

    private long accepted;
    private long acceptedWeight;
    private long settled;
    private long settledWeight;
    private long creditSeq;
    private long creditWeight;
    private long said;
    private long saidWeight;

    /** How many of the refusals were said on this connection. */
    private int refusalsSaid;

    private boolean silent = true;

    /**
     * Nothing received yet.
     *
     * @param limits of them, those of the window hold here
     */
    public InboundHalf(SessionLimits limits) {
        this.limits = limits;
    }

    /** There is a new connection: the next acknowledgement is due, and says again what may have been lost with the last one. */
    public void connected() {
        silent = true;
        refusalsSaid = 0;
    }

    /** How much has been received, for the handshake: every number up to this is settled. */
    public long received() {
        return settled;
    }

    /**
     * A numbered frame has come.
     *
     * @throws SessionException if one before it is missing, or if it exceeds the credit; then nothing has happened
     */
    public Verdict accept(long seq, long weight) throws SessionException {
        if (seq <= accepted) {
            if (seq <= 0) {
                throw new SessionException("a frame has the number " + seq + ", but they begin with 1");
            }
            return Verdict.DUPLICATE;
        }
        if (seq != accepted + 1) {
            throw new SessionException("frame " + seq + " has come behind frame " + accepted);
        }
        if (seq > creditSeq || exceeds(weight)) {
            throw new SessionException("frame " + seq + " of weight " + weight + " exceeds the credit: up to frame "
                    + creditSeq + ", and " + creditWeight + " of which " + acceptedWeight + " were used");
        }
        accepted = seq;
        acceptedWeight += weight;
        forgetRefusals();
        return Verdict.DELIVER;
    }

    /** A frame that is too heavy for the window may come alone: when the sender has been told that all others are settled. */
    private boolean exceeds(long weight) {
        return weight > creditWeight - acceptedWeight && said < accepted;
    }

    /** Whoever sends this frame has had a credit for it, and has thus heard all that was said with that credit. */
    private void forgetRefusals() {
        while (!refusals.isEmpty() && refusals.number(0) <= accepted - limits.windowMessages()) {
            refusals.removeFirst();
            refusalsSaid = Math.max(0, refusalsSaid - 1);
        }
    }

    /**
     * A frame that was new has been handed to its mailbox.
     *
     * @param seq its number
     * @param weight its weight
     * @param refusal why the mailbox refused it; null if it has it
     */
    public void settled(long seq, long weight, @Nullable DeadLetterReason refusal) {
        if (seq != settled + 1 || seq > accepted) {
            throw new IllegalStateException("frame " + seq + " was settled behind frame " + settled + ", of " + accepted
                    + " that were accepted");
        }
        settled = seq;
        settledWeight += weight;
        if (settled == accepted && settledWeight != acceptedWeight) {
            throw new IllegalStateException("frames of weight " + acceptedWeight + " were accepted, but "
                    + settledWeight + " was settled: a frame has come with another weight than it was settled with");
        }
        if (refusal != null) {
            refusals.add(refusal, seq);
        }
    }

    /** Whether an acknowledgement should be sent at once, so that the sender need not wait for credit. */
    public boolean due() {
        if (silent || settled == said) {
            return silent;
        }
        return (settled - said) * ACKNOWLEDGEMENTS_A_WINDOW >= limits.windowMessages()
                || settledWeight - saidWeight >= limits.windowWeight() / ACKNOWLEDGEMENTS_A_WINDOW;
    }

    /** Whether there is something to acknowledge: at the end of what was read at once, this should be sent. */
    public boolean pending() {
        return silent || settled > said;
    }

    /** The acknowledgement to send now. It counts as said on this connection. */
    public Acknowledge acknowledge() {
        List<Refusal> unsaid = new ArrayList<>(refusals.size() - refusalsSaid);
        for (int i = refusalsSaid; i < refusals.size(); i++) {
            unsaid.add(new Refusal(refusals.number(i), refusals.get(i)));
        }
        refusalsSaid = refusals.size();
        said = settled;
        saidWeight = settledWeight;
        creditSeq = settled + limits.windowMessages();
        creditWeight = settledWeight + limits.windowWeight();
        silent = false;
        return new Acknowledge(said, unsaid, creditSeq, creditWeight);
    }

    /** How many frames were accepted and are not settled; never more than the window. */
    public long unsettled() {
        return accepted - settled;
    }

    /** What these weigh; never more than the window, or one frame. */
    public long unsettledWeight() {
        return acceptedWeight - settledWeight;
    }
}
