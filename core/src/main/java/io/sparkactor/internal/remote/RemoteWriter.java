package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.FarWriter;
import io.sparkactor.internal.ask.StreamBuffer;
import io.sparkactor.internal.ask.StreamSlot;
import io.sparkactor.spi.RemoteControl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** The writer of a stream in another system, as its reader here knows it. Thread-safe. */
final class RemoteWriter implements FarWriter {

    private static final Logger LOG = System.getLogger("io.sparkactor.Remote");

    /** How many chunks are taken before the writer is told: it needs no word for each, and must not run dry. */
    private static final int STEP = StreamBuffer.CAPACITY / 4;

    private final Remoting remoting;
    private final SystemId peer;
    private final StreamSlot<?, ?> slot;
    private final AtomicLong taken = new AtomicLong();

    /** Whether the request is on its way. */
    private volatile boolean sent;

    /** Whether the other system has it. */
    private volatile boolean arrived;

    /** Whether the reader has gone before the writer ended. Set before that is said. */
    private volatile boolean cancelled;

    RemoteWriter(Remoting remoting, SystemId peer, StreamSlot<?, ?> slot) {
        this.remoting = remoting;
        this.peer = peer;
        this.slot = slot;
    }

    /** The system that it is in. */
    SystemId peer() {
        return peer;
    }

    /** The request is on its way. */
    void requestSent() {
        sent = true;
    }

    /**
     * The other system has the request: from now on the stream ends with the session. A reader that went while the request was being handed to
     * the transport has not said so: in front of the request, nobody there would have known what it was about.
     */
    void requestArrived() {
        arrived = true;
        if (cancelled) {
            sayCancelled();
        }
    }

    @Override
    public void taken() {
        long count = taken.incrementAndGet();
        if (count % STEP == 0 && !slot.isAskEnded()) {
            say(new RemoteControl.StreamRead(reader(), count));
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (sent) {
            sayCancelled();
        }
    }

    private void sayCancelled() {
        say(new RemoteControl.StreamCancelled(reader()));
    }

    @Override
    public void ended() {
        remoting.streams().endRead(this);
    }

    /** The session with the other system is over. A request that did not go by it may still go by the next. */
    void lost() {
        if (arrived) {
            slot.askRefused(
                    remoting.core().isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.UNACKNOWLEDGED);
            cancel(); // a transport that has another session there may not tell the writer of the loss of this one
        }
    }

    /** A transport is somebody else's code: what it throws is nothing that a reader could do something about. */
    private void say(RemoteControl control) {
        try {
            remoting.send(peer, control);
        } catch (RuntimeException | Error thrown) {
            LOG.log(
                    Level.ERROR,
                    "the transport failed on a " + control.getClass().getSimpleName(),
                    thrown);
        }
    }

    private String reader() {
        return slot.replyId().uuid();
    }
}
