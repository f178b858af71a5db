package io.sparkactor.remote.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.testkit.Await;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TaskThreadsTest {

    private static final String NAME = "task-threads-test";

    private final TaskThreads threads = new TaskThreads(RuntimeHooks.production(), NAME, 2);

    private static long alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .count();
    }

    @Test
    void allTasksRunOnNoMoreThreadsThanThereMayBe() throws InterruptedException {
        var gate = new CountDownLatch(1);
        var begun = new AtomicInteger();
        var ended = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            threads.execute(() -> {
                begun.incrementAndGet();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ended.countDown();
            });
        }
        Await.until("two have begun", () -> begun.get() == 2);
        assertThat(alive()).isEqualTo(2);

        gate.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        Await.until("the threads have ended", () -> alive() == 0);
    }

    @Test
    void aTaskThatThrowsKeepsNoOtherFromRunning() throws InterruptedException {
        var ran = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            threads.execute(() -> {
                throw new IllegalStateException("a test");
            });
        }
        threads.execute(ran::countDown);
        assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
