package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A ring holds what a queue would hold. */
class ItemRingTest {

    private final ItemRing<String> ring = new ItemRing<>();

    @Test
    void itHoldsWhatAQueueWouldHold() {
        var queue = new ArrayDeque<Integer>();
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            if (random.nextInt(5) < 3) {
                ring.add("n" + i, i);
                queue.add(i);
            } else if (!queue.isEmpty()) {
                assertThat(ring.number(0)).isEqualTo(queue.peek().longValue());
                assertThat(ring.removeFirst()).isEqualTo("n" + queue.remove());
            }
        }
        assertThat(ring.size()).isEqualTo(queue.size()).isPositive();
        assertThat(ring.sum()).isEqualTo(queue.stream().mapToLong(n -> n).sum());
        int index = 0;
        for (int number : queue) {
            assertThat(ring.get(index++)).isEqualTo("n" + number);
        }
    }

    @Test
    void nothingIsBehindItsEnd() {
        ring.add("a", 1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ring.get(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> ring.number(-1));
    }
}
