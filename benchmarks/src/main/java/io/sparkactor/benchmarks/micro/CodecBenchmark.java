package io.sparkactor.benchmarks.micro;

import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.codec.fory.ForyCodec;
import io.sparkactor.spi.Codec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What do the bytes of a message cost, as CBOR and with Fory: of an order with ten lines, about 1 KB, and of a text of 1 KB? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {

    enum Size {
        SMALL,
        LARGE
    }

    record Line(String product, int count, long cents, Size size, boolean gift) {}

    record Order(UUID id, Instant placed, String customer, List<Line> lines) {}

    record Job(String text) {}

    /** The codecs that are compared. */
    public enum Which {
        /** The default. */
        CBOR,
        /** For Java systems that trust each other. */
        FORY;

        Codec make() {
            Class<?>[] types = {Order.class, Job.class};
            return this == CBOR
                    ? CborCodec.builder().allow(types).build()
                    : ForyCodec.builder().allow(types).build();
        }
    }

    /** Set by JMH. */
    @Param
    public Which which = Which.CBOR;

    private Codec codec = which.make();
    private final Order order = new Order(UUID.randomUUID(), Instant.now(), "Grüße & Co.", lines());
    private final Job job = new Job("x".repeat(1_024));
    private byte[] orderBytes = {};
    private byte[] jobBytes = {};

    /** Makes the codec, and the bytes to be read. */
    @Setup
    public void setUp() {
        codec = which.make();
        orderBytes = codec.encode(order);
        jobBytes = codec.encode(job);
    }

    private static List<Line> lines() {
        return IntStream.range(0, 10)
                .mapToObj(i -> new Line("a product of some name, number " + i, i, 1_999, Size.values()[i % 2], false))
                .toList();
    }

    /** The order into bytes. */
    @Benchmark
    public byte[] encodeOrder() {
        return codec.encode(order);
    }

    /** The order out of bytes. */
    @Benchmark
    public @Nullable Object decodeOrder() {
        return codec.decode(orderBytes);
    }

    /** The text into bytes. */
    @Benchmark
    public byte[] encodeText() {
        return codec.encode(job);
    }

    /** The text out of bytes. */
    @Benchmark
    public @Nullable Object decodeText() {
        return codec.decode(jobBytes);
    }
}
