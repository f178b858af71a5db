package io.sparkactor.persistence.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.TimerStoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is believed of a file that a crash has left, and what is refused. */
@Timeout(120)
class TornFileTest {

    private static final int HEADER = 16;

    @TempDir
    private Path folder;

    private Path path;
    private byte[] whole;
    private int second;
    private int last;

    /** A file of three records, as a crash leaves it. */
    @BeforeEach
    void write() throws IOException {
        path = folder.resolve("timers.log");
        try (var store = FileTimerStore.open(path)) {
            store.put(Rows.row("a", 1));
            second = (int) Files.size(path);
            store.put(Rows.row("b", 2));
            last = (int) Files.size(path);
            store.put(Rows.row("c", 3));
            whole = Files.readAllBytes(path);
        }
    }

    private void expectTheFirstTwo(byte[] file, String what) throws IOException {
        Files.write(path, file);
        try (var store = FileTimerStore.open(path)) {
            assertThat(Rows.of(store)).as(what).containsExactly("a#1", "b#2");
            store.put(Rows.row("d", 4));
        }
        try (var store = FileTimerStore.open(path)) {
            assertThat(Rows.of(store)).as(what).containsExactly("a#1", "b#2", "d#4");
        }
    }

    @Test
    void aLastRecordThatEndsAnywhereIsCutOff() throws IOException {
        for (int end = last; end < whole.length; end++) {
            expectTheFirstTwo(Arrays.copyOf(whole, end), "cut at " + end);
        }
    }

    @Test
    void aLastRecordOfWhichTheRestIsZerosOrRubbishIsCutOff() throws IOException {
        for (int end = last; end < whole.length; end++) {
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(whole, end), whole.length);
            if (!Arrays.equals(zeros, whole)) { // the last bytes of the record may be zeros
                expectTheFirstTwo(zeros, "zeros from " + end);
            }
            byte[] rubbish = new byte[whole.length + 5_000];
            new Random(end).nextBytes(rubbish);
            System.arraycopy(whole, 0, rubbish, 0, end);
            expectTheFirstTwo(rubbish, "rubbish from " + end);
        }
    }

    @Test
    void aRecordThatMissesWhileALaterOneOfTheSameForceIsThereIsCutOff() throws IOException {
        Files.delete(path);
        long start;
        long between;
        byte[] file;
        try (var store = FileTimerStore.open(path)) {
            store.put(Rows.row("a", 1));
            store.put(Rows.row("b", 2));
            start = Files.size(path);
            store.done(Rows.row("a", 1), Rows.row("a", 1));
            between = Files.size(path);
            store.done(Rows.row("b", 2), null);
            file = Files.readAllBytes(path);
        }
        Arrays.fill(file, (int) start, (int) between, (byte) 0); // neither was said to be there for good

        expectTheFirstTwo(file, "a hole");
    }

    @Test
    void damageInFrontOfARecordIsRefusedWithFileAndOffsetAndChangesNothing() throws IOException {
        for (int at = HEADER; at < last; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            assertThatThrownBy(() -> FileTimerStore.open(path))
                    .as("damage at %s", at)
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("damaged at offset " + (at < second ? HEADER : second) + ":");
            assertThat(Files.readAllBytes(path)).isEqualTo(damaged);
        }
    }

    @Test
    void damageAnywhereInAFileThatWasClosedIsRefused() throws IOException {
        byte[] closed = Files.readAllBytes(path);
        for (int at = HEADER; at < whole.length; at++) {
            byte[] damaged = closed.clone();
            damaged[at] ^= 0x10;
            Files.write(path, damaged);
            assertThatThrownBy(() -> FileTimerStore.open(path))
                    .as("damage at %s", at)
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining("is damaged at offset");
        }
    }

    @Test
    void aFileThatIsOpenedAndClosedAgainAndAgainDoesNotGrow() throws IOException {
        long size = Files.size(path);
        for (int i = 0; i < 3; i++) {
            FileTimerStore.open(path).close();

            assertThat(Files.size(path)).isEqualTo(size);
        }
    }

    @Test
    void whatIsCutOffIsSaidInTheLog() throws IOException {
        var log = java.util.logging.Logger.getLogger("io.sparkactor.persistence");
        var said = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                said.add(record.getLevel() + " " + new SimpleFormatter().formatMessage(record));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(handler);
        try {
            expectTheFirstTwo(Arrays.copyOf(whole, whole.length - 1), "torn");
        } finally {
            log.removeHandler(handler);
        }

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("WARNING " + path)
                .contains((whole.length - 1 - last) + " bytes at offset " + last);
    }

    @Test
    void aFileThatIsTooLongIsRefused() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(3L << 30); // which takes no place on the disk
        }
        assertThatThrownBy(() -> FileTimerStore.open(path))
                .isInstanceOf(TimerStoreException.class)
                .hasMessageContaining("may not have more than");
    }

    @Test
    void anotherFileIsRefusedAndLeftAsItIs() throws IOException {
        for (int length : new int[] {0, 3, 15, 16, 400}) {
            byte[] other = new byte[length];
            new Random(length).nextBytes(other);
            Files.write(path, other);
            assertThatThrownBy(() -> FileTimerStore.open(path))
                    .isInstanceOf(TimerStoreException.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageContaining("offset 0");
            assertThat(Files.readAllBytes(path)).isEqualTo(other);
        }
    }

    @Test
    void aRecordInsideOfAMessageIsNoWitness() throws IOException {
        byte[] inner = whole.clone();
        byte[] torn;
        Files.delete(path);
        try (var store = FileTimerStore.open(path)) {
            store.put(Rows.row("a", 1));
            store.put(Rows.row("b", 2));
            last = (int) Files.size(path);
            var row = Rows.row("c", 3);
            store.put(new io.sparkactor.spi.TimerRow(row.owner(), row.id(), 3, row.due(), row.period(), inner));
            torn = Files.readAllBytes(path);
        }
        torn[last] ^= 0x10;

        expectTheFirstTwo(torn, "a message that is a file of timers");
    }
}
