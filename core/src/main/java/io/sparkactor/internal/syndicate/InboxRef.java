package io.sparkactor.internal.syndicate;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.internal.waiting.WaitQueue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The receiver behind an inbox. Thread-safe. */
final class InboxRef extends BaseRef<Object> implements Member {

    private static final Logger LOG = System.getLogger("io.sparkactor.Inbox");
    private static final int CAPACITY = 100_000;

    private final SyndicateCore core;
    private final String path;
    private final long serial;
    private final WaitQueue<Envelope<?>> queue;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final Memberships memberships = new Memberships();

    InboxRef(SyndicateCore core, String name) {
        this.core = core;
        this.path = core.rootPath() + "/" + name;
        this.serial = core.nextSerial();
        this.queue = new WaitQueue<>(core.hooks(), CAPACITY);
    }

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core);
        if (counters == null && core.isClosing()) {
            return refuseByClose(envelope);
        }
        core.ledger().countOffered(counters);
        if (queue.isClosed()) {
            return refuse(envelope.content(), envelope.senderRef(), closedReason(), counters);
        }
        core.ledger().countAccepted(counters);
        if (!queue.offer(envelope)) {
            core.ledger().takeBackAccepted(counters);
            warnOnce();
            return refuse(envelope.content(), envelope.senderRef(), DeadLetterReason.INBOX_FULL, counters);
        }
        if (queue.isClosed()) {
            discard(); // the close may have missed what was put just now
        }
        core.ledger().countDone(counters);
        return ACCEPTED;
    }

    /** Takes the next message; null if none came in time, or the inbox is closed and empty. */
    @Nullable
    Message<Object> take(long deadlineNanos, String call) {
        Envelope<?> envelope = next(deadlineNanos, call);
        while (envelope != null && envelope.isExpired()) {
            deadLetter(envelope, DeadLetterReason.EXPIRED);
            envelope = next(deadlineNanos, call);
        }
        return envelope == null ? null : received(envelope);
    }

    private @Nullable Envelope<?> next(long deadlineNanos, String call) {
        Envelope<?> envelope = queue.poll();
        if (envelope == null) {
            try (TurnWait wait = TurnWait.begin(core, call, this)) {
                envelope = queue.poll(deadlineNanos, wait::isOver);
                if (envelope == null) {
                    wait.check();
                }
            }
        }
        return envelope;
    }

    @SuppressWarnings("unchecked") // an inbox takes anything
    private Message<Object> received(Envelope<?> envelope) {
        core.ledger().countProcessed(TurnState.countersOf(TurnState.current(), core));
        return (Message<Object>) envelope;
    }

    boolean isClosed() {
        return queue.isClosed();
    }

    @Override
    public boolean isGone() {
        return queue.isClosed();
    }

    /** Ends waits, refuses what comes, and makes dead letters of what was not received. */
    void close() {
        queue.close();
        core.exports().forget(this);
        core.topics().leaveAll(this);
        discard();
    }

    private void discard() {
        Envelope<?> envelope = queue.poll();
        while (envelope != null) {
            deadLetter(envelope, closedReason());
            envelope = queue.poll();
        }
    }

    private DeadLetterReason closedReason() {
        return core.isClosing() ? DeadLetterReason.SYNDICATE_CLOSED : DeadLetterReason.INBOX_CLOSED;
    }

    private void warnOnce() {
        if (warned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "{0} holds {1} messages and refuses more; receive them, or send to an endpoint of its own",
                    path(),
                    CAPACITY);
        }
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public boolean hasEnded() {
        return queue.isClosed();
    }

    @Override
    public Class<?> accepted() {
        return Object.class;
    }

    @Override
    public long depth() {
        return queue.size();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    protected long serial() {
        return serial;
    }
}
