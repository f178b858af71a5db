package io.sparkactor.persistence.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.testkit.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who wants no more forces has its turn behind the one that goes on. */
@Timeout(60)
class ForcesTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int WRITES = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicInteger begun = new AtomicInteger();
    private final FutureTask<Integer> stopping = new FutureTask<>(this::forcesUntilTheyStop);
    private final Thread stopper = Thread.ofPlatform().unstarted(stopping);
    private final RecordFile file = new RecordFile(Path.of("timers.log"), new SlowFile(), 1 << 20);
    private final Forces forces = new Forces(lock, () -> file, _ -> {});

    private int forcesUntilTheyStop() {
        lock.lock();
        try {
            forces.stop();
            int before = begun.get();
            forces.allow();
            return before;
        } finally {
            lock.unlock();
        }
    }

    @Test
    void whoStopsThemWaitsForOneAlthoughAnotherWritesWithoutAPause() throws Exception {
        lock.lock(); // and nobody gets it, but while the file is forced or the writer waits
        try {
            for (int i = 0; i < WRITES; i++) {
                assertThat(forces.await()).isNull();
            }
        } finally {
            lock.unlock();
        }

        assertThat(stopping.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(begun).hasValue(WRITES);
    }

    /** Whose force goes on until the other thread waits for its end, or has got it. */
    private final class SlowFile implements LogFile {

        @Override
        public void force() {
            if (begun.incrementAndGet() == 1) {
                stopper.start();
            }
            Await.until("the other one waits for the end", LONG, () -> stopping.isDone() || isStopperWaiting());
        }

        /** Not for the lock, which nobody has. */
        private boolean isStopperWaiting() {
            return stopper.getState() == Thread.State.WAITING && !lock.hasQueuedThread(stopper);
        }

        @Override
        public long length() {
            return LogFormat.FILE_HEADER;
        }

        @Override
        public byte[] read(long count) {
            return new byte[(int) count];
        }

        @Override
        public void write(long position, byte[] bytes) {}

        @Override
        public void truncate(long length) {}

        @Override
        public void close() {}
    }
}
