package io.sparkactor.benchmarks.micro;

import io.sparkactor.internal.ids.ReceiverIds;
import io.sparkactor.spi.RuntimeHooks;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to make the id by which other systems know a receiver? On one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class IdBenchmark {

    private final ReceiverIds ids = new ReceiverIds(RuntimeHooks.production()::secretLong);
    private long serial;

    /** Of another receiver each time, as each ask to another system comes from one. */
    @Benchmark
    public UUID next() {
        return ids.of(serial++, true);
    }
}
