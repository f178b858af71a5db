package io.sparkactor.internal.cell;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.RuntimeEvent;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is queued in a syndicate within its limit: refuses sends from outside, and names an actor that sends beyond it.
 *
 * <p>Counting what is queued takes a walk over the counters of the threads, so only some sends look: the limit may be passed by a
 * few thousand messages. Thread-safe.
 */
final class QueueLimit {

    private static final Logger LOG = System.getLogger("io.sparkactor.QueueLimit");

    /**
     * While there is room, one send in this many looks, or in as many as there are counters to walk over: so a look costs a send a step
     * or two. A power of two.
     */
    private static final int LOOK_EVERY = 128;

    /** While the limit comes and goes, the log says so now and then; subscribers to events hear of each time. */
    private static final long WARN_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final SyndicateCore core;
    private final long limit;
    private volatile boolean full;
    private final AtomicLong lastWarned = new AtomicLong();

    QueueLimit(SyndicateCore core, long limit) {
        this.core = core;
        this.limit = limit;
    }

    @Nullable
    DeadLetterReason refusal(BaseRef<?> sender) {
        if (full || (core.hooks().randomLong() & mask(core.ledger().counters())) == 0) {
            look(sender);
        }
        return full ? DeadLetterReason.QUEUE_LIMIT : null;
    }

    /** One less than the power of two at or above both; not a remainder, as a division would cost as much as the rest of a send. */
    private static int mask(int counters) {
        return Integer.highestOneBit(Math.max(LOOK_EVERY, 2 * counters - 1)) - 1;
    }

    /** Looks whether the limit holds; called now and then in turns too, so that an actor beyond it is named. */
    void look(BaseRef<?> sender) {
        long queued = core.ledger().queued();
        if (queued >= limit) {
            reached(queued, sender);
        } else if (full && queued < limit - limit / 8) {
            full = false; // with room for more than a few, so that it does not come and go with each message
        }
    }

    private void reached(long queued, BaseRef<?> sender) {
        if (full) {
            return;
        }
        full = true;
        core.events().publish(() -> new RuntimeEvent.QueueLimitReached(queued, limit, sender.path()));
        long now = core.hooks().nanoTime();
        long last = lastWarned.get();
        if ((last == 0 || now - last > WARN_EVERY) && lastWarned.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "{0} messages are queued in {1}, the limit is {2}: sends from outside are refused; {3} sent one of"
                            + " them",
                    queued,
                    core.rootPath(),
                    limit,
                    sender.path());
        }
    }
}
