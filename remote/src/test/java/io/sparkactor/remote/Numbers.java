package io.sparkactor.remote;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the numbers that come, of whatever type; each should be one more than the last, and the first 0. */
public final class Numbers extends Actor<Object> {

    /** What has come. Written by one actor at a time, read on any thread. */
    public static final class Seen {

        private final AtomicLong count = new AtomicLong();
        private volatile String fault = "";

        /** Waits until so many have come, as long as the next one comes within the patience: a machine may be slow, but not stand still. */
        public void await(long number, Duration patience) {
            while (count() < number) {
                long before = count();
                Await.until(number + " numbers", patience, () -> count() > before, () -> count() + " came, " + fault);
            }
        }

        /** How many have come. */
        public long count() {
            return count.get();
        }

        /** The first that was not one more than the last; empty if there was none. */
        public String fault() {
            return fault;
        }

        private void add(long number) {
            if (number != count() && fault.isEmpty()) {
                fault = number + " in place of " + count();
            }
            // Behind the fault, for those who look at that once all have come.
            count.setRelease(count() + 1);
        }
    }

    private final Seen seen;

    /** Puts what it sees where a test can look at it. */
    public Numbers(Seen seen) {
        this.seen = seen;
    }

    @Override
    protected void process(Message<Object> message) {
        seen.add(((Number) message.content()).longValue());
    }
}
