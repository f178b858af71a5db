package io.sparkactor.codec.fory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages that the tests send. */
final class Shop {

    private Shop() {}

    sealed interface Command {}

    record Add(int n) implements Command {}

    record Total() implements Command {}

    record Place(Order order, Optional<String> note) implements Command {}

    sealed interface Change extends Command {}

    record Move(Size from, Size to) implements Change {}

    enum Undo implements Change {
        LAST,
        ALL {
            @Override
            public String toString() {
                return "everything";
            }
        }
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Line(String product, int count, BigDecimal price, Set<Size> sizes) {}

    record Order(
            String id,
            List<Line> lines,
            Map<String, List<Integer>> stock,
            @Nullable Instant due) {}

    record Box<T extends @Nullable Object>(T content) {}

    record Boxes(Box<Integer> number, Box<List<Box<String>>> texts, Map<Size, Box<Long>> bySize) {}

    record Tree(int value, @Nullable Tree left, @Nullable Tree right) {}

    record Positive(int n) {
        Positive {
            if (n <= 0) {
                throw new IllegalArgumentException("n must be positive");
            }
        }
    }

    static Order order() {
        var line = new Line("tea", 2, new BigDecimal("4.50"), Set.of(Size.LARGE));
        return new Order(
                "A-1", List.of(line, line), Map.of("tea", List.of(1, 2)), Instant.parse("2026-05-09T12:30:45.5Z"));
    }
}
