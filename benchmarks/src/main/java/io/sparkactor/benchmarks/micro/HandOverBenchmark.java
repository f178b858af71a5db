package io.sparkactor.benchmarks.micro;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerListener;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import io.sparkactor.spi.TurnScheduler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to make a turn ready and to run it, from a turn that ends, and from a thread outside? Without mailboxes and
 * messages: the scheduler alone.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class HandOverBenchmark {

    private static final int CHAIN = 10_000;

    private static final SchedulerListener NOBODY = new SchedulerListener() {
        @Override
        public void turnEvicted(Turn turn, Duration ran) {}

        @Override
        public void threadEnded(TurnContext context) {}
    };

    /** A turn that makes its partner ready, until the chain is long enough. Its fields pass from turn to turn. */
    private static final class Link implements Turn {

        private Turn partner = this;
        private final int[] left;
        private final CountDownLatch end;

        Link(int[] left, CountDownLatch end) {
            this.left = left;
            this.end = end;
        }

        @Override
        public void run(TurnContext context) {
            context.step();
            if (--left[0] > 0) {
                context.ready(partner);
            } else {
                end.countDown();
            }
        }
    }

    private final TurnScheduler scheduler = RuntimeHooks.production()
            .openScheduler(
                    new SchedulerSettings("micro", RuntimeHooks.production().defaultProcessors(), NOBODY));

    /** Two turns make each other ready in turn, as actors that play ping-pong do. */
    @Benchmark
    @OperationsPerInvocation(CHAIN)
    public void fromTurnToTurn() throws InterruptedException {
        run(CHAIN);
    }

    /** A thread outside makes a turn ready and waits until it has run: the way in, two wake-ups included. */
    @Benchmark
    public void fromOutside() throws InterruptedException {
        run(1);
    }

    private void run(int length) throws InterruptedException {
        int[] left = {length};
        CountDownLatch end = new CountDownLatch(1);
        Link first = new Link(left, end);
        Link second = new Link(left, end);
        first.partner = second;
        second.partner = first;
        scheduler.ready(first);
        end.await();
    }

    /** Lets the threads go. */
    @TearDown
    public void close() {
        scheduler.close();
    }
}
