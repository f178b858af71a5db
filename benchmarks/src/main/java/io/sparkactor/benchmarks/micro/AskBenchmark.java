package io.sparkactor.benchmarks.micro;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import java.time.Duration;
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
 * What does an ask cost, its slot, time-out, message and reply together: from an actor, from a virtual thread and from a platform
 * thread?
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AskBenchmark {

    private static final int MANY = 1_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    sealed interface Asking {}

    record Echo(long number) implements Asking, Request<Asking, Long> {}

    record AskMany(ActorRef<Asking> target) implements Asking, Request<Asking, Long> {}

    static final class Answerer extends Actor<Asking> {

        @Override
        protected void process(Message<Asking> message) {
            switch (message.content()) {
                case Echo echo -> message.reply(echo, echo.number());
                case AskMany many -> message.reply(many, askMany(many.target()));
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("micro");
    private final ActorRef<Asking> asker = syndicate.createActor(Answerer::new);
    private final ActorRef<Asking> target = syndicate.createActor(Answerer::new);

    static long askMany(ActorRef<Asking> target) {
        long sum = 0;
        for (int i = 0; i < MANY; i++) {
            sum += target.ask(new Echo(i));
        }
        return sum;
    }

    /** An actor asks another. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long fromActor() {
        return asker.ask(new AskMany(target), LONG);
    }

    /** A virtual thread asks. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public long fromVirtualThread() throws InterruptedException {
        long[] sum = new long[1];
        Thread.ofVirtual().start(() -> sum[0] = askMany(target)).join();
        return sum[0];
    }

    /** A platform thread asks: both sides have to be woken up. */
    @Benchmark
    public long fromPlatformThread() {
        return target.ask(new Echo(1));
    }

    /** Ends the actors. */
    @TearDown
    public void close() {
        syndicate.close();
    }
}
