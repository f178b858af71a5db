package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.remote.internal.wire.Bounded;
import io.sparkactor.spi.CodecException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What comes as a frame of a session, or as the payload in one: it is read, or refused as declared, at once. Stateless. */
public final class SessionTargets {

    private SessionTargets() {}

    /** What a user may allow. */
    sealed interface Command {}

    record Order(String id, int count, List<Item> items, Map<String, Long> totals) implements Command {}

    record Item(Optional<String> name, double price, byte @Nullable [] picture) {}

    record Wait(Duration time, Instant until, Set<Colour> colours, BigInteger big, BigDecimal amount)
            implements Command {}

    enum Colour {
        RED,
        GREEN
    }

    private static final CborCodec CODEC =
            CborCodec.builder().allow(Command.class, Item.class, Colour.class).build();

    /** Some that are right. */
    public static Stream<byte[]> someFrames() {
        var frames = new RandomFrames(new Random(5));
        return Stream.generate(() -> {
                    ByteBuf buffer = Unpooled.buffer();
                    SessionFrames.encode(frames.next(), buffer);
                    return ByteBufUtil.getBytes(buffer);
                })
                .limit(50);
    }

    /** Reads it. */
    public static void frames(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            try {
                SessionFrames.decode(Unpooled.wrappedBuffer(bytes));
            } catch (SessionException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }

    /** Some that are right. */
    public static Stream<byte[]> somePayloads() {
        var order = new Order("1", 2, List.of(new Item(Optional.of("x"), 1.5, new byte[] {1})), Map.of("a", 1L));
        var wait = new Wait(
                Duration.ofSeconds(1),
                Instant.EPOCH,
                Set.of(Colour.RED),
                BigInteger.TWO.pow(200),
                new BigDecimal("1.50"));
        return Stream.of(order, wait, List.of("a", 1L, true, 2.0), Map.of("k", List.of(order)), 5)
                .map(CODEC::encode);
    }

    /** Reads it. */
    public static void payloads(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            try {
                Object read = CODEC.decode(bytes);
                if (read != null) {
                    CODEC.encode(read);
                }
            } catch (CodecException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }
}
