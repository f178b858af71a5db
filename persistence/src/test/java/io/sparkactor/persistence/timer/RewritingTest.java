package io.sparkactor.persistence.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.TimerStoreException;
import io.sparkactor.persistence.internal.log.Disk;
import io.sparkactor.persistence.internal.log.LogSizes;
import io.sparkactor.persistence.timer.CrashingDisk.Step;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file is written anew beside the turns of actors, and in an order that no crash can fall between. */
@Timeout(120)
class RewritingTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final LogSizes SMALL = new LogSizes(1 << 20, 2_000, 4);
    private static final int ENOUGH = 50;

    @TempDir
    private Path folder;

    private final CrashingDisk disk = new CrashingDisk();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Set<Step> reached = ConcurrentHashMap.newKeySet();
    private Path path;
    private FileTimerStore store;

    @BeforeEach
    void open() throws IOException {
        path = folder.toRealPath().resolve("timers.log");
        store = FileTimerStore.open(disk, path, SMALL);
        store.put(Rows.row("every", 1));
    }

    @AfterEach
    void close() {
        goOn.countDown();
        store.close();
    }

    private boolean done() {
        return store.done(Rows.row("every", 1), Rows.row("every", 1));
    }

    /** Lets the file become large enough, and waits until this step is about to be taken. */
    private void stopAt(Step held) throws InterruptedException {
        var isThere = new CountDownLatch(1);
        var byUs = new AtomicBoolean();
        Thread us = Thread.currentThread();
        disk.before = step -> {
            byUs.compareAndSet(false, Thread.currentThread() == us);
            reached.add(step);
            if (step == held) {
                isThere.countDown();
                if (!byUs.get()) {
                    awaitGoOn();
                }
            }
        };
        IntStream.range(0, ENOUGH).forEach(_ -> done());
        assertThat(byUs).as("a step was taken by who settles").isFalse();
        assertThat(isThere.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitGoOn() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whoSettlesATimerWaitsForNoStepOfIt(Step held) throws Exception {
        stopAt(held);
        int before = disk.afterKill(path).length;
        IntStream.range(0, ENOUGH).forEach(_ -> assertThat(done()).isTrue()); // on this thread, as in a turn
        assertThat(disk.afterKill(path).length).isGreaterThan(before);
        goOn.countDown();

        Await.until("it is small", LONG, () -> disk.afterKill(path).length < 2_000 + 4 * 1_000);
        store.put(Rows.row("last", 1));
        assertThat(rowsIn(disk.afterKill(path))).containsExactly("every#1", "last#1");
    }

    @Test
    void whoSettlesATimerTakesNoStepOfIt() throws Exception {
        stopAt(Step.FORCE_BESIDE);
    }

    @Test
    void nothingIsSaidToBeThereUntilTheNewFileHasTheName() throws Exception {
        expectNothingToBeSaidBehind(Step.TAKE_NAME);
    }

    @Test
    void nothingIsSaidToBeThereUntilTheNewNameIsForced() throws Exception {
        expectNothingToBeSaidBehind(Step.FORCE_NAME);
    }

    private void expectNothingToBeSaidBehind(Step held) throws Exception {
        stopAt(held);
        var put = new FutureTask<>(() -> store.put(Rows.row("b", 2)), null);
        Thread writer = Thread.ofPlatform().start(put);
        Await.until("it waits, or has returned", LONG, () -> isWaiting(writer) || put.isDone());
        assertThat(put.isDone()).as("the call has returned").isFalse();
        assertThat(rowsIn(disk.afterKill(path))).contains("b#2"); // written is written, in whichever
        goOn.countDown();
        put.get(60, TimeUnit.SECONDS);

        assertThat(disk.afterPowerCut(path))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(rowsIn(file)).contains("b#2"));
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private record Left(Step step, int acknowledged, byte[] file) {}

    @Test
    void noCrashOfTheMachineTakesWhatWasSaidToBeThere() throws Exception {
        List<Left> all = Collections.synchronizedList(new ArrayList<>());
        var acknowledged = new AtomicInteger();
        var names = new AtomicInteger();
        disk.before = step -> {
            int until = acknowledged.get();
            disk.afterPowerCut(path).forEach(file -> all.add(new Left(step, until, file)));
            names.addAndGet(step == Step.FORCE_NAME ? 1 : 0);
        };
        for (int i = 2; names.get() < 5; i++) {
            store.put(Rows.row("b", i));
            acknowledged.set(i);
            disk.afterPowerCut(path).forEach(file -> assertThat(file).isNotEmpty());
        }
        store.close();

        assertThat(all).extracting(Left::step).contains(Step.values());
        for (Left left : all) {
            List<String> rows = rowsIn(left.file());
            assertThat(rows).as("before %s", left.step()).startsWith("every#1");
            if (left.acknowledged() > 0) {
                assertThat(Integer.parseInt(rows.get(1).substring(2)))
                        .as("before %s", left.step())
                        .isGreaterThanOrEqualTo(left.acknowledged());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aStoreThatIsClosedMeanwhileHasAllAndLeavesNothingBeside(Step held) throws Exception {
        stopAt(held);
        Thread closer = Thread.ofPlatform().start(store::close);
        Await.until("it waits", LONG, () -> isWaiting(closer));
        goOn.countDown();
        closer.join();

        assertThat(rowsIn(disk.afterKill(path))).containsExactly("every#1");
        assertThat(disk.isMissing(path.resolveSibling("timers.log.new"))).isTrue();
        if (held == Step.FORCE_BESIDE) {
            assertThat(reached)
                    .as("the steps of a rewriting that was cancelled")
                    .containsExactly(held);
        }
    }

    @Test
    void aRecordIsWrittenOnceWhileTheOldFileIsBeingClosed() throws Exception {
        int start = disk.afterKill(path).length;
        done();
        int one = disk.afterKill(path).length - start;
        stopAt(Step.CLOSE_OLD);
        int before = disk.afterKill(path).length;
        IntStream.range(0, ENOUGH).forEach(_ -> done());

        assertThat(disk.afterKill(path)).hasSize(before + ENOUGH * one);
    }

    @Test
    void aCopyThatFailsOnceIsWrittenOnceMore() throws Exception {
        stopAt(Step.TAKE_NAME);
        disk.failBeside.set(true);
        List<TimerRow> rows = IntStream.range(0, ENOUGH)
                .mapToObj(i -> Rows.row("every", 1 + i))
                .toList();
        for (int i = 1; i < ENOUGH; i++) {
            assertThat(store.done(rows.get(i - 1), rows.get(i))).isTrue();
        }
        assertThat(disk.failBeside).as("the failure is still to come").isFalse();
        goOn.countDown();
        store.put(Rows.row("last", 1));

        assertThat(rowsIn(disk.afterKill(path))).containsExactly("every#" + ENOUGH, "last#1");
        assertThat(disk.afterPowerCut(path))
                .hasSize(1)
                .allSatisfy(file -> assertThat(rowsIn(file)).containsExactly("every#" + ENOUGH, "last#1"));
    }

    @Test
    void aFileThatWouldBeTooLongTakesNoMoreAndIsAsItWas() throws Exception {
        Path other = folder.resolve("full.log");
        var sizes = new LogSizes(2_000, 64 * 1024, 4);
        try (var full = FileTimerStore.open(Disk.real(), other, sizes)) {
            var written = new AtomicInteger();
            assertThatThrownBy(() -> IntStream.iterate(1, i -> i + 1).forEach(i -> {
                        full.put(Rows.row("t" + i, i));
                        written.set(i);
                    }))
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining("it would have more than 2000 bytes; it is as it was before");
            assertThat(Rows.of(full)).hasSize(written.get());
            assertThat(Files.size(other)).isBetween(1_800L, 2_000L);
        }
        try (var anew = FileTimerStore.open(other)) {
            assertThat(Rows.of(anew)).hasSizeGreaterThan(10);
        }
    }

    /** What a program finds that opens a file of these bytes. */
    private List<String> rowsIn(byte[] file) {
        try {
            Path copy = Files.write(folder.resolve("copy.log"), file);
            try (var opened = FileTimerStore.open(copy)) {
                return Rows.of(opened);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
