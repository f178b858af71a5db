package io.sparkactor.codec.cbor;

import io.sparkactor.codec.cbor.Shop.Box;
import io.sparkactor.codec.cbor.Shop.Boxes;
import io.sparkactor.codec.cbor.Shop.Line;
import io.sparkactor.codec.cbor.Shop.Order;
import io.sparkactor.codec.cbor.Shop.Size;
import io.sparkactor.codec.cbor.Shop.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values of all kinds that travel, as a seed decides. Confined to one thread. */
final class RandomValues {

    private static final List<String> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().toList();

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /** A codec for all of them. */
    static CborCodecBuilder codec() {
        return CborCodec.builder().allow(Shop.Command.class, Boxes.class, Tree.class);
    }

    @Nullable
    Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 28 : 20)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> (byte) random.nextInt();
            case 3 -> (short) random.nextInt();
            case 4 -> (char) random.nextInt();
            case 5 -> random.nextInt() >> random.nextInt(32);
            case 6 -> random.nextLong() >> random.nextInt(64);
            case 7 -> Float.intBitsToFloat(random.nextInt());
            case 8 -> Double.longBitsToDouble(random.nextLong());
            case 9, 10 -> text();
            case 11 -> integer();
            case 12 -> new BigDecimal(integer(), random.nextInt(40) - 20);
            case 13 -> new UUID(random.nextLong(), random.nextLong());
            case 14 -> URI.create("spark://host/" + random.nextInt(1_000));
            case 15 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 16 -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
            case 17 -> time();
            case 18 -> one(List.of(DayOfWeek.values()));
            case 19 -> one(List.of(Shop.Undo.values()));
            case 20 -> list(() -> any(depth - 1));
            case 21 -> set(() -> any(depth - 1));
            case 22 -> map(this::text, () -> any(depth - 1));
            case 23 -> map(() -> any(depth - 1), () -> any(depth - 1));
            case 24 -> Optional.ofNullable(any(depth - 1));
            case 25 -> new Box<@Nullable Object>(any(depth - 1));
            case 26 -> tree(depth);
            default -> record();
        };
    }

    private Record record() {
        return switch (random.nextInt(4)) {
            case 0 -> new Shop.Add(random.nextInt());
            case 1 -> new Shop.Place(order(), random.nextBoolean() ? Optional.empty() : Optional.of(text()));
            case 2 -> new Shop.Move(Size.SMALL, Size.LARGE);
            default ->
                new Boxes(
                        new Box<>(random.nextInt()),
                        new Box<>(list(() -> new Box<>(text()))),
                        map(() -> one(List.of(Size.values())), () -> new Box<>(random.nextLong())));
        };
    }

    private Order order() {
        Instant due = random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong());
        return new Order(text(), list(this::line), map(this::text, () -> list(random::nextInt)), due);
    }

    private Line line() {
        return new Line(text(), random.nextInt(), new BigDecimal(integer(), 2), set(() -> one(List.of(Size.values()))));
    }

    private @Nullable Tree tree(int depth) {
        return depth < 0 || random.nextInt(4) == 0
                ? null
                : new Tree(random.nextInt(), tree(depth - 1), tree(depth - 1));
    }

    private Object time() {
        var local = LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000), ZoneOffset.UTC);
        return switch (random.nextInt(5)) {
            case 0 -> local;
            case 1 -> local.toLocalDate();
            case 2 -> local.toLocalTime();
            case 3 -> local.atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(60_000) - 30_000));
            default -> local.atZone(ZoneId.of(one(ZONES)));
        };
    }

    private BigInteger integer() {
        return new BigInteger(random.nextInt(200), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1));
    }

    private String text() {
        int[] points = random.ints(random.nextInt(12), 0, 0x250).toArray();
        if (points.length > 9) {
            points[5] = 0x1F600 + random.nextInt(50);
            points[6] = 0x4E00 + random.nextInt(500);
        }
        return new String(points, 0, points.length);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private <T extends @Nullable Object> List<T> list(Supplier<T> element) {
        var list = new ArrayList<T>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(element.get());
        }
        return list;
    }

    private <T extends @Nullable Object> Set<T> set(Supplier<T> element) {
        return new LinkedHashSet<>(list(element));
    }

    private <K extends @Nullable Object, V extends @Nullable Object> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        var map = new LinkedHashMap<K, V>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(key.get(), value.get());
        }
        return map;
    }
}
