package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.InboundHalf.Verdict;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import io.sparkactor.remote.internal.session.SessionFrame.Sequenced;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One side of a simulated session, with the books of what it has sent and the mailbox for what it receives. */
final class SimulatedPeer implements Outcomes<SimulatedItem> {

    static final int LARGEST = 700;

    final OutboundHalf<SimulatedItem> outbound;
    final InboundHalf inbound;
    final @Nullable ItemEnd[] ends;

    /** What the mailbox has been handed, refused or not. */
    final boolean[] taken;

    /** Why the mailbox has refused what it has refused. */
    final @Nullable DeadLetterReason[] refused;

    private final SessionLimits limits;
    private final SessionTwin twin;
    private final Random random;
    private final double refusing;
    private final Queue<Sequenced> undelivered = new ArrayDeque<>();
    private @Nullable SimulatedConnection connection;
    private @Nullable SimulatedPeer other;
    private long lastSaid;
    private int lastTaken = -1;
    private int offered;

    SimulatedPeer(int messages, SessionLimits limits, SessionTwin twin, Random random) {
        this.limits = limits;
        this.twin = twin;
        this.random = random;
        this.outbound = new OutboundHalf<>(limits, this);
        this.inbound = new InboundHalf(limits);
        this.ends = new @Nullable ItemEnd[messages];
        this.taken = new boolean[messages];
        this.refused = new @Nullable DeadLetterReason[messages];
        this.refusing = random.nextBoolean() ? 0.02 : 0;
    }

    /** Says who is at the other side, to look whether it has what it is said to have. */
    void faces(SimulatedPeer peer) {
        other = peer;
    }

    /** Offers one more item, if there is one and the limits of the queue allow it. */
    void offer() {
        if (offered == ends.length) {
            return;
        }
        SimulatedItem item =
                new SimulatedItem(offered, 4 + random.nextInt(60), random.nextInt(10) == 0, random.nextInt(50) == 0);
        if (random.nextInt(100) == 0) {
            item = new SimulatedItem(offered, LARGEST, false, false);
        }
        @Nullable DeadLetterReason refusal = outbound.offer(item, item.frame(1).weight());
        if (refusal == null) {
            offered++;
        } else {
            assertThat(refusal).isEqualTo(DeadLetterReason.OVERFLOW);
        }
    }

    int offered() {
        return offered;
    }

    boolean isDone() {
        return offered == ends.length && outbound.held() == 0 && undelivered.isEmpty();
    }

    void handle(SessionFrame frame) throws SessionException {
        switch (frame) {
            case Sequenced sequenced -> receive(sequenced);
            case Acknowledge acknowledge -> outbound.acknowledged(acknowledge);
            default -> throw new AssertionError("nobody sends " + frame);
        }
        check();
    }

    private void receive(Sequenced frame) throws SessionException {
        Verdict verdict = inbound.accept(frame.seq(), frame.weight());
        if (verdict == Verdict.DELIVER) {
            undelivered.add(frame);
            if (twin == SessionTwin.ACKNOWLEDGES_BEFORE_DELIVERY) {
                inbound.settled(frame.seq(), frame.weight(), null);
            }
        } else if (twin == SessionTwin.DOES_NOT_CHECK_FOR_DUPLICATES) {
            take(SimulatedItem.number(frame));
        }
    }

    /** The mailbox answers for the first frame that it has not answered for. */
    void deliver() {
        Sequenced frame = undelivered.poll();
        if (frame == null) {
            return;
        }
        int number = SimulatedItem.number(frame);
        take(number);
        if (random.nextDouble() < refusing) {
            refused[number] = random.nextBoolean() ? DeadLetterReason.NO_ACTOR : DeadLetterReason.OVERFLOW;
        }
        if (twin != SessionTwin.ACKNOWLEDGES_BEFORE_DELIVERY) {
            boolean silent = twin == SessionTwin.SAYS_NOTHING_OF_REFUSALS;
            inbound.settled(frame.seq(), frame.weight(), silent ? null : refused[number]);
        }
        check();
    }

    /** Each comes once, and in the order in which it was offered. */
    private void take(int number) {
        if (number <= lastTaken) {
            throw new AssertionError("the mailbox was handed " + number + " behind " + lastTaken);
        }
        lastTaken = number;
        taken[number] = true;
    }

    Acknowledge acknowledge() {
        Acknowledge frame = inbound.acknowledge();
        if (twin == SessionTwin.ACKNOWLEDGES_BEYOND_WHAT_IT_HAS && inbound.unsettled() > 0) {
            return new Acknowledge(frame.upTo() + 1, frame.refused(), frame.creditSeq(), frame.creditWeight());
        }
        if (twin == SessionTwin.FORGETS_REFUSALS_WITH_THE_CONNECTION) {
            List<Refusal> news = new ArrayList<>(frame.refused());
            news.removeIf(refusal -> refusal.seq() <= lastSaid);
            lastSaid = frame.upTo();
            return new Acknowledge(frame.upTo(), news, frame.creditSeq(), frame.creditWeight());
        }
        return frame;
    }

    long received() {
        boolean wrong = twin == SessionTwin.RESENDS_FROM_ONE_TOO_LATE && random.nextInt(4) == 0;
        return wrong ? inbound.received() + 1 : inbound.received();
    }

    void connected(SimulatedConnection to, long peerReceived) throws SessionException {
        connection = to;
        outbound.connected(peerReceived);
        inbound.connected();
        check();
    }

    boolean isConnectedTo(SimulatedConnection other) {
        return connection == other;
    }

    void disconnected() {
        connection = null;
        outbound.disconnected();
        if (twin == SessionTwin.ACKNOWLEDGES_BEFORE_DELIVERY) {
            undelivered.clear();
        }
    }

    void giveUp() {
        OutboundHalf.Returned<SimulatedItem> returned = outbound.giveUp();
        returned.unacknowledged().forEach(item -> end(item, new ItemEnd.Unacknowledged()));
        returned.unsent().forEach(item -> end(item, new ItemEnd.Unsent()));
    }

    /** Memory is bounded at every moment. */
    private void check() {
        long heaviest = Message.weight(Map.of(), LARGEST);
        within("held", outbound.held(), limits.queuedMessages());
        within("heldWeight", outbound.heldWeight(), limits.queuedWeight());
        within("unacknowledged", outbound.unacknowledged(), limits.windowMessages());
        within("unsettled", inbound.unsettled(), limits.windowMessages());
        within("unsettledWeight", inbound.unsettledWeight(), Math.max(limits.windowWeight(), heaviest));
    }

    /** Plain, as it is called for every frame. */
    private static void within(String name, long value, long most) {
        if (value > most) {
            throw new AssertionError(name + " is " + value + ", but may be " + most);
        }
    }

    @Override
    public @Nullable DeadLetterReason obsolete(SimulatedItem item) {
        return item.obsolete() ? DeadLetterReason.EXPIRED : null;
    }

    @Override
    public void delivered(SimulatedItem item) {
        end(item, new ItemEnd.Delivered());
        checkFate(item, null);
    }

    @Override
    public void failed(SimulatedItem item, DeadLetterReason reason) {
        end(item, new ItemEnd.Failed(reason));
        if (!item.obsolete()) {
            checkFate(item, reason);
        }
    }

    /** At this moment already, the mailbox has answered for it, and so. */
    private void checkFate(SimulatedItem item, @Nullable DeadLetterReason refusal) {
        boolean taken = Objects.requireNonNull(other).taken[item.number()];
        @Nullable DeadLetterReason right = Objects.requireNonNull(other).refused[item.number()];
        if (!taken || right != refusal) {
            throw new AssertionError(item + " ended with " + refusal + ", but the mailbox "
                    + (taken ? "has answered " + right : "has not seen it"));
        }
    }

    private void end(SimulatedItem item, ItemEnd end) {
        if (ends[item.number()] != null) {
            throw new AssertionError(item + " ends twice");
        }
        ends[item.number()] = end;
    }
}
