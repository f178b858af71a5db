package io.sparkactor.remote.internal.link;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.session.InboundHalf;
import io.sparkactor.remote.internal.session.OutboundHalf;
import io.sparkactor.remote.internal.session.Outcomes;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrames;
import io.sparkactor.remote.internal.session.SessionLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session with a Java system, over any number of connections, one at a time: what is sent is kept until the other side's mailbox has it,
 * and what comes is handed in once. Confined to the loop.
 */
public final class Session implements Outcomes<Item> {

    private static final int WINDOW = SessionLimits.DEFAULT.windowMessages();

    /** Sent and not settled, at most, beside the limits of what waits; what a peer grants beyond that is not used. */
    private static final int MOST_HELD = 2 * WINDOW;

    private static final long HEAVIEST_HELD = 64L << 20;

    /** The bounds of what waits are those of the outbox; this side takes from there only what goes out. */
    private static final SessionLimits LIMITS =
            new SessionLimits(2 * MOST_HELD, Long.MAX_VALUE / 4, WINDOW, SessionLimits.DEFAULT.windowWeight());

    private final Parts parts;
    private final Outbox<Item> outbox;
    private final Arrivals arrivals;
    private final OutboundHalf<Item> out;
    private final InboundHalf in = new InboundHalf(LIMITS);
    private final ReadAhead ahead = new ReadAhead();
    private final int mostHeld;
    private final long heaviestHeld;
    private @Nullable FrameWriter writer;
    private int peersLargest = Integer.MAX_VALUE;
    private boolean takesStreams;
    private boolean pumping;
    private volatile int unacknowledged;

    /**
     * A new one, without a connection.
     *
     * @param first what goes out before all that is in the outbox
     */
    public Session(Parts parts, SystemId peer, Outbox<Item> outbox, List<Item> first) {
        this.parts = parts;
        this.outbox = outbox;
        arrivals = new Arrivals(parts, peer);
        out = new OutboundHalf<>(LIMITS, this);
        mostHeld = Math.min(MOST_HELD, parts.settings().limits().queuedMessages());
        heaviestHeld = Math.min(HEAVIEST_HELD, parts.settings().limits().queuedBytes());
        first.forEach(this::offer);
    }

    /** How long a frame we take. */
    public static int largest(Parts parts) {
        return Math.max(SessionFrames.LEAST_LIMIT, parts.settings().limits().largestFrame());
    }

    /** How many numbered frames have come. */
    public long received() {
        return in.received();
    }

    /**
     * There is a connection.
     *
     * @param peer what the other side says of itself
     * @throws SessionException if that cannot be; the session is over then
     */
    void attach(FrameWriter writer, Standing peer) throws SessionException {
        out.connected(peer.received());
        in.connected();
        this.writer = writer;
        peersLargest = peer.largest();
        acknowledge();
        pump();
    }

    /** Whether the other side takes streams; said before there is a connection. */
    void takesStreams(boolean takes) {
        takesStreams = takes;
    }

    /** The connection is gone. What has come before is handed in: it was accepted, and would not be taken once more. */
    void detach() {
        writer = null;
        handIn();
        out.disconnected();
    }

    /** Sends what can go now. */
    void pump() {
        FrameWriter to = writer;
        if (pumping || to == null) {
            return; // a flush may call back, as it makes room
        }
        pumping = true;
        try {
            boolean any = false;
            long now = parts.nanoTime();
            while (to.isWritable()) {
                Item item = out.next();
                if (item != null) {
                    to.write(item.frame(out.seq(), now));
                    any = true;
                } else if (!refill()) {
                    break;
                }
            }
            if (any) {
                to.flush();
            }
        } finally {
            pumping = false;
            unacknowledged = out.unacknowledged();
        }
    }

    /** Takes one from the outbox, if it may be sent as far as this side is concerned. */
    private boolean refill() {
        if (out.unsent() > 0 || out.held() >= mostHeld || out.heldWeight() >= heaviestHeld) {
            return false;
        }
        Item item = outbox.poll();
        if (item == null) {
            return false;
        }
        offer(item);
        return true;
    }

    private void offer(Item item) {
        DeadLetterReason reason =
                item.packedForSession() ? out.offer(item, item.weight()) : DeadLetterReason.NOT_ENCODABLE;
        if (reason != null) {
            item.failed(reason);
        }
    }

    @Override
    public @Nullable DeadLetterReason obsolete(Item item) {
        boolean understood = item.fits(peersLargest) && (takesStreams || !item.isOfStream());
        return understood ? item.unwanted(parts.nanoTime()) : DeadLetterReason.NOT_ENCODABLE;
    }

    @Override
    public void delivered(Item item) {
        item.delivered();
    }

    @Override
    public void failed(Item item, DeadLetterReason reason) {
        item.failed(reason);
    }

    /**
     * A frame has come. A message may be handed in as late as by {@link #resume}, which must follow at the end of what was read at once.
     *
     * @throws SessionException if it is against the rules; the session is over then
     */
    void receive(SessionFrame frame) throws SessionException {
        if (frame instanceof SessionFrame.Message message) {
            receive(message);
        } else {
            handIn(); // all keeps the order in which it has come
            receiveOther(frame);
        }
    }

    /** Apart from messages for the sake of compiled code, see {@link SessionFrames#encode}. */
    private void receiveOther(SessionFrame frame) throws SessionException {
        switch (frame) {
            case SessionFrame.AskFailure failure -> receive(failure);
            case SessionFrame.Control control -> receive(control);
            case SessionFrame.Acknowledge acknowledge -> out.acknowledged(acknowledge);
            case SessionFrame.Heartbeat _, SessionFrame.Unknown _ -> {}
            case SessionFrame.Bye _ -> throw new SessionException("a good-bye is for the connection's handler");
            case SessionFrame.Message _ -> throw new IllegalArgumentException("a message is received above");
        }
    }

    private void receive(SessionFrame.Message message) throws SessionException {
        arrivals.checkSender(message.sender());
        if (in.accept(message.seq(), message.weight()) == InboundHalf.Verdict.DELIVER) {
            ahead.add(arrivals.read(message));
            if (ahead.isFull()) {
                handIn();
            }
        }
    }

    /** Hands in what was read ahead. */
    private void handIn() {
        for (ReadAhead.Read read = ahead.poll(); read != null; read = ahead.poll()) {
            in.settled(in.received() + 1, read.weight(), arrivals.deliver(read));
        }
        acknowledgeIfDue();
    }

    private void receive(SessionFrame.AskFailure failure) throws SessionException {
        if (in.accept(failure.seq(), failure.weight()) == InboundHalf.Verdict.DELIVER) {
            arrivals.fail(failure);
            in.settled(failure.seq(), failure.weight(), null);
            acknowledgeIfDue();
        }
    }

    private void receive(SessionFrame.Control control) throws SessionException {
        if (in.accept(control.seq(), control.weight()) == InboundHalf.Verdict.DELIVER) {
            arrivals.control(control);
            in.settled(control.seq(), control.weight(), null);
            acknowledgeIfDue();
        }
    }

    private void acknowledgeIfDue() {
        if (in.due()) {
            acknowledge();
        }
    }

    /** All that could be read at once was received, or the connection takes more again. */
    void resume() {
        handIn();
        if (in.pending()) {
            acknowledge();
        }
        pump();
    }

    /** Only to who reads: else what waits to be written would grow with what comes, as each word allows the other side to send more. */
    private void acknowledge() {
        FrameWriter to = writer;
        if (to != null && to.isWritable()) {
            write(in.acknowledge());
        }
    }

    /** Says that this side lives; there is no need where something waits to be written already. */
    void beat() {
        FrameWriter to = writer;
        if (to != null && to.isWritable()) {
            write(new SessionFrame.Heartbeat());
        }
    }

    /** Sends a frame that is not numbered. */
    void write(SessionFrame frame) {
        FrameWriter to = writer;
        if (to != null) {
            to.write(frame);
            to.flush();
        }
    }

    /**
     * It is over. What was sent and not acknowledged is settled.
     *
     * @return what was never sent
     */
    public List<Item> giveUp() {
        writer = null;
        OutboundHalf.Returned<Item> returned = out.giveUp();
        unacknowledged = 0;
        returned.unacknowledged().forEach(item -> item.failed(DeadLetterReason.UNACKNOWLEDGED));
        return returned.unsent();
    }

    /** How many were sent and are not acknowledged; for any thread. */
    public int unacknowledged() {
        return unacknowledged;
    }
}
