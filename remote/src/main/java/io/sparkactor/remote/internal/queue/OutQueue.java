package io.sparkactor.remote.internal.queue;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.codec.Mode;
import io.sparkactor.remote.internal.codec.Packed;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.settings.RemoteLimits;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What waits for one peer, until it is closed: then each item is settled, whoever comes late included. Thread-safe. */
public final class OutQueue implements Outlet {

    private final Parts parts;
    private final Outbox<Item> outbox;
    private final ControlQueue controls;
    private volatile Mode mode;

    /** Whether the peer takes streams, as far as it is known. */
    private volatile boolean streams = true;

    private volatile @Nullable DeadLetterReason closed;

    /**
     * An empty one.
     *
     * @param pump run on the loop when there is something to take
     * @param giveUp run on the loop, with the reason, when the session is to be ended as its peer does not read
     */
    public OutQueue(Parts parts, SystemId peer, Mode mode, Runnable pump, Consumer<String> giveUp) {
        this.parts = parts;
        this.mode = mode;
        RemoteLimits limits = parts.settings().limits();
        outbox = new Outbox<>(
                limits.queuedMessages(),
                limits.queuedBytes(),
                () -> parts.loop().execute(() -> {
                    outbox().awake();
                    pump.run();
                }));
        controls = new ControlQueue(parts, peer, outbox, giveUp);
    }

    /** What is taken from it, on the loop. */
    public Outbox<Item> outbox() {
        return outbox;
    }

    /** What is spoken with the peer, as far as it is known: messages are encoded for that. */
    public void mode(Mode mode) {
        this.mode = mode;
    }

    public Mode mode() {
        return mode;
    }

    /** Whether the peer takes streams. */
    public void takesStreams(boolean takes) {
        streams = takes;
    }

    @Override
    public boolean carriesStreams() {
        return streams && mode != Mode.PLAIN;
    }

    @Override
    public @Nullable DeadLetterReason send(OutboundMessage message) {
        DeadLetterReason reason = closed;
        if (reason != null) {
            return reason;
        }
        if (isForeign(message.sender())) {
            parts.log()
                    .warn(
                            "a message of " + message.sender() + " to " + message.target()
                                    + " was not sent: only the system of its sender can do that; send one of your own, and ask for the reply");
            return DeadLetterReason.NOT_ENCODABLE;
        }
        if (message.part() != null && !carriesStreams()) {
            parts.log()
                    .warn("a part of a stream was not sent to " + message.target()
                            + ": its system has no word for that");
            return DeadLetterReason.NOT_ENCODABLE;
        }
        Packed packed = parts.codecs().pack(message, mode);
        if (packed == null) {
            return DeadLetterReason.NOT_ENCODABLE;
        }
        var outgoing = new Outgoing(message, packed, parts.home().systemId(), parts.inFlight());
        if (!outbox.offer(outgoing)) {
            outgoing.withdrawn();
            return DeadLetterReason.OVERFLOW;
        }
        settleIfClosed();
        return null;
    }

    /** The other side takes nothing in the name of a third system: whoever forwards a message cannot show that it is not forged. */
    private boolean isForeign(@Nullable ActorId sender) {
        return sender != null && !sender.systemId().equals(parts.home().systemId());
    }

    @Override
    public ControlOutcome control(RemoteControl control) {
        if (closed != null) {
            return new ControlOutcome.Refused("the connection to that system was closed");
        }
        if (mode == Mode.PLAIN) {
            return new ControlOutcome.Unsupported();
        }
        ControlOutcome outcome = controls.take(control);
        if (closed != null) {
            // Not by this thread, even if the loop has ended: with what is settled, the syndicate is told.
            parts.loop().execute(this::settleNow);
        }
        return outcome;
    }

    /** Whether controls were taken since the last loss. */
    public boolean hasTakenControls() {
        return controls.isUsed();
    }

    /**
     * The session is lost for good, or will never be: says so, and drops the controls that wait. On the loop, behind all that has come by the
     * session.
     */
    public void lost(String why) {
        controls.lost(why);
        sweep();
    }

    @Override
    public void noReply(String asker, FailureCause cause) {
        if (closed == null && mode != Mode.PLAIN && offer(new FailureNote(asker, cause))) {
            settleIfClosed();
        }
    }

    /** Beyond the bounds of messages: that there is no room for a reply is what there is to tell. */
    private boolean offer(FailureNote note) {
        return outbox.offer(note, ControlQueue.RESERVE_ITEMS, ControlQueue.RESERVE_BYTES);
    }

    /** Whoever closes settles all that is there; what is put in behind that, its own sender settles. */
    private void settleIfClosed() {
        if (closed != null) {
            settleAll();
        }
    }

    /** On the loop, which may be looking at the queue just now; where that has ended, nobody does. */
    private void settleAll() {
        if (!parts.loop().execute(this::settleNow)) {
            settleNow();
        }
    }

    private void settleNow() {
        DeadLetterReason reason = Objects.requireNonNull(closed, "closed");
        for (Item item = outbox.poll(); item != null; item = outbox.poll()) {
            item.failed(reason);
        }
    }

    /** Settles what nobody wants any more, so that it takes no room while there is no connection. On the loop. */
    public void sweep() {
        long now = parts.nanoTime();
        outbox.removeIf(item -> {
            DeadLetterReason unwanted = item.unwanted(now);
            if (unwanted != null) {
                item.failed(unwanted);
            }
            return unwanted != null;
        });
    }

    /** Takes nothing more, and settles what waits. Called once. */
    public void close(DeadLetterReason reason) {
        closed = reason;
        settleAll();
    }

    public int size() {
        return outbox.size();
    }
}
