package io.sparkactor.persistence.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.TimerStoreException;
import io.sparkactor.persistence.internal.log.LogSizes;
import io.sparkactor.persistence.timer.FlakyDisk.Step;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails: whoever writes is told, and the timers are as they were. */
@Timeout(60)
class FailingDiskTest {

    @TempDir
    private Path folder;

    private final FlakyDisk disk = new FlakyDisk();
    private FileTimerStore store;

    @BeforeEach
    void open() {
        store = FileTimerStore.open(disk, path(), LogSizes.DEFAULT);
        store.put(Rows.row("a", 1));
    }

    @AfterEach
    void close() {
        disk.heal();
        store.close();
    }

    private Path path() {
        return folder.resolve("timers.log");
    }

    private List<String> rowsAfterOpeningAnew() {
        disk.heal();
        store.close();
        store = FileTimerStore.open(disk, path(), LogSizes.DEFAULT);
        return Rows.of(store);
    }

    private void expectFailure(String text) {
        assertThatThrownBy(() -> store.put(Rows.row("b", 2)))
                .isInstanceOf(TimerStoreException.class)
                .hasMessageContaining(path().toString())
                .hasMessageContaining(text);
    }

    @Test
    void foldersThatAreMadeAreOnStableStorageToo() {
        Path inner = folder.resolve("a").resolve("b");
        FileTimerStore.open(disk, inner.resolve("timers.log"), LogSizes.DEFAULT).close();

        assertThat(disk.forcedFolders).contains(folder, folder.resolve("a"), inner);
    }

    @Test
    void aFullDiskRefusesTheTimerAndTheNextOneIsTaken() {
        disk.fail(Step.WRITE);
        expectFailure("no space left");
        assertThatThrownBy(() -> store.remove(Rows.row("a", 1))).isInstanceOf(TimerStoreException.class);
        assertThatThrownBy(() -> store.done(Rows.row("a", 1), null)).isInstanceOf(TimerStoreException.class);
        assertThat(Rows.of(store)).containsExactly("a#1");
        disk.heal();
        store.put(Rows.row("c", 3));

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1", "c#3");
    }

    @Test
    void aForceThatFailsTakesBackWhatWasWritten() throws IOException {
        long before = Files.size(path());
        disk.failOnce(Step.FORCE);
        expectFailure("it is as it was before");
        assertThat(Rows.of(store)).containsExactly("a#1");
        assertThat(Files.size(path())).isEqualTo(before);
        store.put(Rows.row("c", 3));

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1", "c#3");
    }

    @Test
    void whatCannotBeTakenBackClosesTheStoreUntilItIsOpenedAnew() {
        disk.failOnce(Step.FORCE);
        disk.fail(Step.TRUNCATE);
        expectFailure("open it anew to see");
        disk.heal();
        expectFailure("must be opened anew");
        assertThatThrownBy(() -> store.rows(Rows.OWNER)).isInstanceOf(TimerStoreException.class);

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1", "b#2"); // it had been written, if not forced
    }

    @Test
    void aDiskThatForcesNothingAnyMoreClosesTheStoreToo() {
        disk.fail(Step.FORCE);
        expectFailure("open it anew to see");
        disk.heal();
        expectFailure("must be opened anew");

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1");
    }

    @Test
    void aFileThatCannotBeWrittenAnewGoesOnGrowing() throws IOException {
        disk.fail(Step.REPLACE);
        IntStream.range(0, 2_000).forEach(i -> store.put(Rows.row("b", i)));
        assertThat(Files.size(path())).isGreaterThan(100_000);
        disk.heal();
        IntStream.range(2_000, 6_000).forEach(i -> store.put(Rows.row("b", i)));
        Await.until("it is written anew", Duration.ofSeconds(30), () -> size() < 100_000);

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1", "b#5999");
    }

    private void putUntilItFails() {
        IntStream.range(0, 50_000).forEach(i -> store.put(Rows.row("b", i)));
    }

    @Test
    void aNewFileWhoseNameIsNotSureTakesNothingMore() {
        disk.fail(Step.FORCE_FOLDER);
        assertThatThrownBy(() -> putUntilItFails())
                .isInstanceOf(TimerStoreException.class)
                .hasMessageContaining("anew"); // one that waits is told, and so is each that comes later
        expectFailure("must be opened anew");

        assertThat(rowsAfterOpeningAnew()).first().isEqualTo("a#1");
    }

    @Test
    void thoseWhoWriteAtOnceShareAForceAndItsFailure() throws Exception {
        assertThat(writtenAtOnce(() -> {}))
                .allSatisfy(
                        written -> assertThat(written.get(30, TimeUnit.SECONDS)).isTrue());
        assertThat(Rows.of(store)).hasSize(9);
        assertThat(writtenAtOnce(() -> disk.failOnce(Step.FORCE)))
                .allSatisfy(
                        written -> assertThat(written.get(30, TimeUnit.SECONDS)).isFalse());
        disk.heal();
        assertThat(Rows.of(store)).hasSize(9);

        assertThat(rowsAfterOpeningAnew()).hasSize(9);
    }

    @Test
    void anErrorInTheMiddleOfAWriteClosesTheStore() {
        disk.failOnceBy(Step.WRITE, new StackOverflowError("deep"));
        assertThatThrownBy(() -> store.put(Rows.row("b", 2))).isInstanceOf(StackOverflowError.class);
        expectFailure("must be opened anew");

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1");
    }

    @Test
    void anErrorInTheMiddleOfAForceLeavesNobodyWaiting() throws Exception {
        assertThat(writtenAtOnce(() -> disk.failOnceBy(Step.FORCE, new StackOverflowError("deep"))))
                .allSatisfy(
                        written -> assertThat(written.get(30, TimeUnit.SECONDS)).isFalse());
        store.put(Rows.row("c", 3));

        assertThat(rowsAfterOpeningAnew()).containsExactly("a#1", "c#3");
    }

    @Test
    void memoryThatIsOutWhileTheFileGetsItsNameClosesTheStore() {
        disk.failOnceBy(Step.REPLACE, new OutOfMemoryError("none left"));
        assertThatThrownBy(() -> putUntilItFails())
                .isInstanceOf(TimerStoreException.class)
                .hasMessageContaining("anew");
        expectFailure("must be opened anew");

        assertThat(rowsAfterOpeningAnew()).hasSize(2);
    }

    @Test
    void whoWaitsWhileTheCloseFailsIsToldThatItIsOpen() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var forces = new AtomicInteger();
        disk.beforeForce = () -> {
            if (forces.incrementAndGet() == 1) {
                entered.countDown();
                awaitOrFail(goOn);
            } else {
                throw new IOException("no space left at last");
            }
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> isPut("first"));
            entered.await();
            Thread closer = Thread.ofPlatform()
                    .start(() -> assertThatThrownBy(store::close).hasMessageContaining("at last"));
            Await.until("the close waits", Duration.ofSeconds(30), () -> closer.getState() == Thread.State.WAITING);
            long before = size();
            var second = threads.submit(() -> store.put(Rows.row("second", 2)));
            Await.until("the second is written", Duration.ofSeconds(30), () -> size() > before);
            goOn.countDown();
            assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> second.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TimerStoreException.class)
                    .hasMessageContaining("open it anew to see");
            closer.join();
        }
    }

    private static void awaitOrFail(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** While one is being forced, seven more are written; whether each succeeded. */
    private List<Future<Boolean>> writtenAtOnce(Runnable whenAllAreWritten) throws Exception {
        int before = disk.forces.get();
        long start = size();
        var entered = new CountDownLatch(1);
        var all = new CountDownLatch(1);
        disk.beforeForce = () -> {
            entered.countDown();
            awaitOrFail(all);
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> written = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> isPut("at-once-" + before + "-" + i)))
                    .toList();
            entered.await();
            long one = TimerRecords.row(Rows.row("at-once-" + before + "-0", 5)).length + 20;
            Await.until("eight records", Duration.ofSeconds(30), () -> size() == start + 8 * one);
            whenAllAreWritten.run();
            all.countDown();
            for (var each : written) {
                each.get(30, TimeUnit.SECONDS);
            }
            assertThat(disk.forces.get() - before).isLessThanOrEqualTo(2);
            return written;
        }
    }

    private long size() {
        return Rows.sizeOf(path());
    }

    private boolean isPut(String id) {
        try {
            store.put(Rows.row(id, 5));
            return true;
        } catch (TimerStoreException e) {
            return false;
        }
    }
}
