package io.sparkactor.remote.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private record Box(int bytes) implements Outbox.Sized {}

    private final AtomicInteger wakes = new AtomicInteger();

    private Outbox<Box> outbox(int items, long bytes) {
        return new Outbox<>(items, bytes, wakes::incrementAndGet);
    }

    @Test
    void whatIsPutInComesOutInThatOrder() {
        Outbox<Box> outbox = outbox(10, 100);
        var one = new Box(1);
        var two = new Box(2);

        outbox.offer(one);
        outbox.offer(two);

        assertThat(outbox.poll()).isSameAs(one);
        assertThat(outbox.poll()).isSameAs(two);
        assertThat(outbox.poll()).isNull();
    }

    @Test
    void aBurstWakesOnce() {
        Outbox<Box> outbox = outbox(10, 100);

        outbox.offer(new Box(1));
        outbox.offer(new Box(1));
        assertThat(wakes).hasValue(1);

        outbox.awake();
        outbox.offer(new Box(1));
        assertThat(wakes).hasValue(2);
    }

    @Test
    void someMayTakeMoreRoomThanOthers() {
        Outbox<Box> outbox = outbox(1, 10);

        assertThat(outbox.offer(new Box(10))).isTrue();
        assertThat(outbox.offer(new Box(1))).isFalse();
        assertThat(outbox.offer(new Box(6), 2, 5)).isFalse();
        assertThat(outbox.offer(new Box(2), 2, 5)).isTrue();
        assertThat(outbox.offer(new Box(3), 2, 5)).isTrue();
        assertThat(outbox.offer(new Box(0), 2, 5)).isFalse();
        assertThat(outbox.size()).isEqualTo(3);
    }

    @Test
    void theNumberIsBounded() {
        Outbox<Box> outbox = outbox(2, 100);

        assertThat(outbox.offer(new Box(1))).isTrue();
        assertThat(outbox.offer(new Box(1))).isTrue();
        assertThat(outbox.offer(new Box(1))).isFalse();
        assertThat(outbox.size()).isEqualTo(2);

        outbox.poll();
        assertThat(outbox.offer(new Box(1))).isTrue();
    }

    @Test
    void theBytesAreBoundedButForOneAlone() {
        Outbox<Box> outbox = outbox(10, 100);

        assertThat(outbox.offer(new Box(1_000))).isTrue();
        assertThat(outbox.offer(new Box(1))).isFalse();

        outbox.poll();
        assertThat(outbox.offer(new Box(60))).isTrue();
        assertThat(outbox.offer(new Box(40))).isTrue();
        assertThat(outbox.offer(new Box(1))).isFalse();
    }

    @Test
    void whatIsThrownOutMakesRoom() {
        Outbox<Box> outbox = outbox(2, 100);
        outbox.offer(new Box(1));
        outbox.offer(new Box(2));

        outbox.removeIf(box -> box.bytes() == 1);

        assertThat(outbox.offer(new Box(3))).isTrue();
        assertThat(outbox.poll()).isEqualTo(new Box(2));
    }

    @Test
    void manyAtOnceNeverExceedTheBound() throws InterruptedException {
        Outbox<Box> outbox = outbox(100, 1_000_000);
        var accepted = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 1_000; n++) {
                    if (outbox.offer(new Box(1))) {
                        accepted.incrementAndGet();
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(accepted.get()).isBetween(1, 100);
        assertThat(outbox.size()).isEqualTo(accepted.get());
    }
}
