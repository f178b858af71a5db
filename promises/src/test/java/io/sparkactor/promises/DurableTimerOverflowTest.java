package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorContext;
import io.sparkactor.DurableTimer;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.MemoryTimerStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A recursion without end that uses durable timers where the stack is nearly full: it overflows in front of the store, never within, as
 * a store that is cut short may have to refuse everything from then on. Code that is not compiled yet needs the most stack.
 */
@Timeout(60)
class DurableTimerOverflowTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final int ROUNDS = 5;
    private static final int ENOUGH = 3;

    private final FragileStore store = new FragileStore();
    private final DurableRun run = new DurableRun(ManualClock.create().hooks(), store);

    @AfterEach
    void close() {
        run.close();
    }

    /** Counts its steps that begin, and those that come to their end. Used in one turn at a time. */
    private static final class FragileStore implements TimerStore {

        private static final int FRAMES = 10;

        private final MemoryTimerStore store = new MemoryTimerStore();
        private int begun;
        private int ended;

        private <T> T whole(Supplier<T> step) {
            begun++;
            T result = deeper(FRAMES, step);
            ended++;
            return result;
        }

        private static <T> T deeper(int frames, Supplier<T> step) {
            return frames == 0 ? step.get() : deeper(frames - 1, step);
        }

        @Override
        public List<TimerRow> rows(String owner) {
            return store.rows(owner);
        }

        @Override
        public void put(TimerRow row) {
            boolean unused = whole(() -> {
                store.put(row);
                return true;
            });
        }

        @Override
        public boolean remove(TimerRow row) {
            return whole(() -> store.remove(row));
        }

        @Override
        public boolean done(TimerRow row, @Nullable TimerRow next) {
            return store.done(row, next);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Does something at every fifth depth, from the deepest on, until it has succeeded some times. */
    private static final class Recursion {

        private final Runnable act;
        private int succeeded;
        private int left;

        Recursion(Runnable act) {
            this.act = act;
        }

        int run() {
            try {
                recurse();
            } catch (StackOverflowError expected) {
                return succeeded;
            }
            throw new AssertionError("there is no end of the stack");
        }

        @SuppressWarnings("InfiniteRecursion") // that is the point
        private void recurse() {
            try {
                recurse();
            } finally {
                if (succeeded < ENOUGH && left++ % 5 == 0) {
                    act.run();
                    succeeded++;
                }
            }
        }
    }

    private static DurableTimer schedule(ActorContext<Object> context) {
        return context.durableTimer("a", DAY, "hello");
    }

    /** @param acts gives what is to be done deep down */
    private void overflow(Function<ActorContext<Object>, Runnable> acts) {
        for (int round = 0; round < ROUNDS; round++) {
            var clerk = run.syndicate.createActor(run.spec("clerk-" + round));
            int succeeded = DurableRun.ask(clerk, Integer.class, context -> new Recursion(acts.apply(context)).run());

            assertThat(succeeded).isEqualTo(ENOUGH);
            assertThat(store.ended).as("steps that came to their end").isEqualTo(store.begun);
        }
    }

    @Test
    void aTimerIsScheduledWholeOrNotAtAll() {
        overflow(context -> () -> schedule(context));
    }

    @Test
    void aTimerIsCancelledWholeOrNotAtAll() {
        overflow(context -> schedule(context)::cancel);
    }

    @Test
    void aHeldMessageIsBroughtToItsEndWholeOrNotAtAll() {
        var holder = run.syndicate.createActor(String.class, (context, message) -> {
            Delegation<String> held = Delegation.hold(message);
            assertThat(new Recursion(held::done).run()).isEqualTo(ENOUGH);
        });
        for (int round = 0; round < ROUNDS; round++) {
            holder.tell("hold");

            assertThat(Books.settled(run.syndicate).processed()).isEqualTo(round + 1);
        }
    }
}
