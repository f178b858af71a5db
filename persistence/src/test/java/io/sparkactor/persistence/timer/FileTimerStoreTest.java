package io.sparkactor.persistence.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.TimerStoreException;
import io.sparkactor.persistence.internal.log.LogSizes;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a file of timers keeps from one opening to the next. */
@Timeout(120)
class FileTimerStoreTest {

    private static final int MANY = 10_000;

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("deep/timers.log");
    }

    private FileTimerStore open() {
        return FileTimerStore.open(path());
    }

    @Test
    void allOfARowIsThereAfterOpeningAnew() {
        var row = new TimerRow(
                "shop/größe",
                "täglich ⏰",
                Long.MIN_VALUE,
                Instant.parse("2026-02-03T04:05:06.000000007Z"),
                Duration.ofDays(1).plusNanos(1),
                new byte[] {0, -1, 2});
        try (var store = open()) {
            store.put(row);
        }
        try (var store = open()) {
            assertThat(store.rows("shop")).isEmpty();
            assertThat(store.rows("shop/größe"))
                    .singleElement()
                    .usingRecursiveComparison()
                    .isEqualTo(row);
        }
    }

    @Test
    void aRowTakesThePlaceOfTheOneOfItsId() {
        try (var store = open()) {
            store.put(Rows.row("a", 1));
            store.put(Rows.row("b", 2));
            store.put(Rows.row("a", 3));
            assertThat(Rows.of(store)).containsExactly("b#2", "a#3");
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("b#2", "a#3");
        }
    }

    @Test
    void onlyTheRowOfTheSameGenerationIsRemovedOrDone() {
        try (var store = open()) {
            store.put(Rows.row("a", 2));
            assertThat(store.remove(Rows.row("a", 1))).isFalse();
            assertThat(store.done(Rows.row("a", 1), null)).isFalse();
            assertThat(store.done(Rows.row("a", 1), Rows.row("a", 1))).isFalse();
            assertThat(store.remove(Rows.row("b", 2))).isFalse();
            assertThat(Rows.of(store)).containsExactly("a#2");
            assertThat(store.remove(Rows.row("a", 2))).isTrue();
            assertThat(store.remove(Rows.row("a", 2))).isFalse();
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).isEmpty();
        }
    }

    @Test
    void aRowThatIsDoneIsGoneOrMovesOn() {
        var moved = Rows.row("b", 2).dueAt(Instant.EPOCH);
        try (var store = open()) {
            store.put(Rows.row("a", 1));
            store.put(Rows.row("b", 2));
            assertThat(store.done(Rows.row("a", 1), null)).isTrue();
            assertThat(store.done(Rows.row("b", 2), moved)).isTrue();
        }
        try (var store = open()) {
            assertThat(store.rows(Rows.OWNER)).singleElement().satisfies(row -> {
                assertThat(row.id()).isEqualTo("b");
                assertThat(row.due()).isEqualTo(Instant.EPOCH);
            });
        }
    }

    @Test
    void thatThereIsNoRowAnyMoreIsForcedTooWhenItIsAskedFor() {
        var disk = new FlakyDisk();
        try (var store = FileTimerStore.open(disk, path(), LogSizes.DEFAULT)) {
            store.put(Rows.row("a", 1));
            int before = disk.forces.get();
            store.done(Rows.row("a", 1), null);
            assertThat(disk.forces.get()).isEqualTo(before);
            assertThat(store.remove(Rows.row("a", 1))).isFalse();

            assertThat(disk.forces.get()).as("what was forced").isEqualTo(before + 1);
        }
    }

    @Test
    void tenThousandTimersAreThereInTheirOrder() {
        List<String> ids =
                IntStream.range(0, MANY).mapToObj(i -> "t" + i + "#" + i).toList();
        try (var store = open()) {
            IntStream.range(0, MANY).forEach(i -> store.put(Rows.row("t" + i, i)));
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).isEqualTo(ids);
            IntStream.range(0, MANY).forEach(i -> store.done(Rows.row("t" + i, i), null));
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).isEmpty();
        }
    }

    @Test
    void aFileThatHasGrownIsWrittenAnewAndHoldsTheSame() throws IOException {
        var disk = new FlakyDisk();
        try (var store = FileTimerStore.open(disk, path(), LogSizes.DEFAULT)) {
            store.put(Rows.row("kept", 1));
            IntStream.range(0, 5_000).forEach(i -> store.put(Rows.row("changed", i)));
            awaitSmall();
            assertThat(disk.replaced.get()).isGreaterThan(1); // the first time it was made
            store.put(Rows.row("last", 1));
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("kept#1", "changed#4999", "last#1");
        }
    }

    @Test
    void aFileThatGrowsByWhatIsDoneAloneIsWrittenAnewToo() throws IOException {
        try (var store = open()) {
            store.put(Rows.row("every", 1));
            IntStream.range(0, 5_000).forEach(i -> store.done(Rows.row("every", 1), Rows.row("every", 1)));
            awaitSmall();
        }
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("every#1");
        }
    }

    @Test
    void aCrashBetweenTheNewFileAndItsNameChangesNothing() throws IOException {
        try (var store = open()) {
            store.put(Rows.row("a", 1));
        }
        Path beside = path().resolveSibling("timers.log.new");
        Files.write(beside, new byte[] {1, 2, 3});
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("a#1");
            IntStream.range(0, 5_000).forEach(i -> store.put(Rows.row("b", i)));
        }
        assertThat(beside).doesNotExist();
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("a#1", "b#4999");
        }
    }

    @Test
    void aSecondOpenerIsRefusedUntilTheFirstHasClosed() throws Exception {
        try (var store = open()) {
            store.put(Rows.row("a", 1));
            assertThatThrownBy(this::open)
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining(path().toString())
                    .hasMessageContaining("open in this program already");
            assertThat(Opener.inAnotherJvm(path())).contains("open in another process");
            store.put(Rows.row("b", 2));
        }
        assertThat(Opener.inAnotherJvm(path())).contains("[a#1, b#2]");
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("a#1", "b#2");
        }
    }

    @Test
    void theFileIsForItsOwnerAloneAndKeepsThePermissionsThatItIsGiven() throws IOException {
        try (var store = open()) {
            store.put(Rows.row("a", 1));
            assertThat(permissions()).isEqualTo("rw-------");
            Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
            IntStream.range(0, 2_000).forEach(i -> store.put(Rows.row("b", i)));
            awaitSmall();

            assertThat(permissions()).isEqualTo("rw-r-----");
        }
    }

    private void awaitSmall() {
        Await.until("it is written anew", Duration.ofSeconds(60), () -> Rows.sizeOf(path()) < 70_000);
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path()));
    }

    @Test
    void aLinkStandsForTheFileThatItLeadsTo() throws IOException {
        Path link = folder.resolve("link.log");
        Files.createSymbolicLink(link, path());
        assertThatThrownBy(() -> FileTimerStore.open(link)).isInstanceOf(TimerStoreException.class);
        assertThat(Files.isSymbolicLink(link)).isTrue();
        try (var store = open()) {
            store.put(Rows.row("a", 1));
            assertThatThrownBy(() -> FileTimerStore.open(link))
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining("open in this program already");
        }
        try (var store = FileTimerStore.open(link)) {
            IntStream.range(0, 2_000).forEach(i -> store.put(Rows.row("b", i))); // which writes it anew
        }
        assertThat(Files.isSymbolicLink(link)).isTrue();
        try (var store = open()) {
            assertThat(Rows.of(store)).containsExactly("a#1", "b#1999");
        }
    }

    @Test
    void aLockThatAnotherHasInThisProgramIsRefusedAsSuch() throws IOException {
        open().close();
        try (var channel = FileChannel.open(path().resolveSibling("timers.log.lock"), StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining("open in this program already");
        }
    }

    @Test
    void anInterruptHarmsNothing() {
        try (var store = open()) {
            Thread.currentThread().interrupt();
            store.put(Rows.row("a", 1));
            IntStream.range(0, 2_000).forEach(i -> store.put(Rows.row("b", i))); // which writes it anew
            assertThat(Thread.interrupted()).isTrue();
            store.put(Rows.row("c", 1));
            assertThat(Rows.of(store)).containsExactly("a#1", "b#1999", "c#1");
        }
    }

    @Test
    void aClosedStoreRefusesEverythingAndClosesTwice() {
        var store = open();
        store.close();
        store.close();

        assertThatThrownBy(() -> store.put(Rows.row("a", 1)))
                .isInstanceOf(TimerStoreException.class)
                .hasMessageContaining("was closed");
        assertThatThrownBy(() -> store.rows(Rows.OWNER)).isInstanceOf(TimerStoreException.class);
    }
}
