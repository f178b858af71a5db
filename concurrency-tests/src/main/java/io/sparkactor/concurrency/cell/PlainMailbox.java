package io.sparkactor.concurrency.cell;

import io.sparkactor.Delivery;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.MailboxQueue;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A mailbox without an actor: says how often it was scheduled, and keeps what its turns took. */
final class PlainMailbox extends MailboxQueue<Integer> {

    /** Scheduled and not run yet; publishes the mailbox to whoever runs it, as a scheduler does. */
    final AtomicInteger ready = new AtomicInteger();

    /** What the turns took, in order. For whoever runs the turn. */
    final List<Integer> taken = new ArrayList<>(4);

    /** Sends, and schedules if that is the sender's duty; returns whether it was. */
    boolean send(int content) {
        boolean mustSchedule = enqueue(Envelope.tell(content, this, null));
        if (mustSchedule) {
            ready.incrementAndGet();
        }
        return mustSchedule;
    }

    /** Ends the start, and schedules if messages came in meanwhile. */
    void start() {
        if (endStart()) {
            ready.incrementAndGet();
        }
    }

    /** Runs one turn if there is one. */
    void runOne() {
        if (ready.get() > 0) {
            Envelope<?> envelope = head();
            while (envelope != null) {
                taken.add((Integer) envelope.content());
                envelope = advance(envelope);
            }
            ready.decrementAndGet();
        }
    }

    /** Puts a message behind the one that the turn handles, in front of all others. For whoever runs the turn. */
    void resume(int content) {
        enqueueFirst(List.of(Envelope.tell(content, this, null)));
    }

    /** The first envelope, as a turn finds it. */
    int first() {
        return (Integer) head().content();
    }

    /** What the turn takes next when it has handled the first; 0 if the mailbox became idle. */
    int next() {
        Envelope<?> next = advance(head());
        return next == null ? 0 : (Integer) next.content();
    }

    /** The sum of what was taken. */
    int sum() {
        return taken.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public SyndicateCore core() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String path() {
        return "plain";
    }

    @Override
    protected long serial() {
        return 0;
    }
}
