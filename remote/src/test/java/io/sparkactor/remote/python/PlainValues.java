package io.sparkactor.remote.python;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws values of all the kinds that both sides know, the edges of each often. Confined to one thread. */
final class PlainValues {

    private static final int LARGEST = 5;
    private static final int DEEPEST = 4;
    private static final List<Object> SCALARS = List.of(
            true,
            false,
            0L,
            23L,
            24L,
            -24L,
            -25L,
            255L,
            256L,
            65_535L,
            65_536L,
            (1L << 32) - 1,
            1L << 32,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.ONE.shiftLeft(63),
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(64),
            BigInteger.ONE.shiftLeft(64).negate(),
            BigInteger.ONE.shiftLeft(64).negate().subtract(BigInteger.ONE),
            BigInteger.ONE.shiftLeft(4000).negate(),
            0.0,
            -0.0,
            1.5,
            1e100,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "",
            "é",
            "日本語🎭",
            "\u0000\n\"",
            "x".repeat(70_000));

    private final RandomGenerator random;

    PlainValues(RandomGenerator random) {
        this.random = random;
    }

    /** A payload: null is {@code Optional.empty()} here. */
    Object payload() {
        Object value = value(0);
        return value == null ? Optional.empty() : value;
    }

    /** A map of anything. */
    Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int left = random.nextInt(LARGEST); left > 0; left--) {
            map.put(key(), value(depth + 1));
        }
        return map;
    }

    private @Nullable Object value(int depth) {
        int kind = random.nextInt(depth < DEEPEST ? 8 : 6);
        return switch (kind) {
            case 0 -> random.nextBoolean() ? null : random.nextLong();
            case 1 -> random.nextDouble() * Math.pow(10, random.nextInt(-300, 300));
            case 2 -> bytes();
            case 3 -> random.nextBoolean() ? id() : new SystemId(key());
            case 4, 5 -> SCALARS.get(random.nextInt(SCALARS.size()));
            case 6 -> list(depth);
            default -> map(depth);
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int left = random.nextInt(LARGEST); left > 0; left--) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private ActorId id() {
        return new ActorId(new SystemId(key()), key());
    }

    private String key() {
        return "ké🎭".substring(0, 1 + random.nextInt(2)) + random.nextInt(1000);
    }
}
