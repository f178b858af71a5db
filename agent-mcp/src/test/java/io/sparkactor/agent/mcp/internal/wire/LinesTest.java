package io.sparkactor.agent.mcp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.testkit.Await;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines over streams. */
@Timeout(60)
class LinesTest {

    private static LineReader read(String text, int max) {
        return new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), max);
    }

    @Test
    void linesAreReadToTheirEnds() throws Exception {
        LineReader lines = read("one\r\n\nthrée", 100);

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("thrée");
        assertThat(lines.next()).isNull();
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() throws Exception {
        LineReader lines = read("x".repeat(50) + "\nshort\n", 10);

        assertThat(lines.next()).isEqualTo("x".repeat(10));
        assertThat(lines.wasCut()).isTrue();
        assertThat(lines.next()).isEqualTo("short");
        assertThat(lines.wasCut()).isFalse();
    }

    @Test
    void theBeginningOfALineWithoutEndIsGivenAtOnce() throws Exception {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        var lines = new LineReader(endless, 10);

        assertThat(lines.next()).isEqualTo("x".repeat(10));
        assertThat(lines.wasCut()).isTrue();
    }

    @Test
    void aLineThatCannotBeWrittenIsToldAndNobodyWaitsForThoseBehindIt() throws Exception {
        var told = new CompletableFuture<IOException>();
        var queued = new CountDownLatch(1);
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    queued.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("broken");
            }
        };
        var writer = new LineWriter("broken", broken, told::complete);
        writer.write("line");
        writer.write("another behind it");
        queued.countDown();

        assertThat(told.get(30, TimeUnit.SECONDS)).hasMessage("broken");
        assertThat(writer.awaitWritten(30_000)).as("dropped unread").isZero();
    }

    @Test
    void whatIsACommandToATerminalIsNotPrinted() {
        assertThat(Printable.of("a\u001b[2J\u009b\u202e\tb\n")).isEqualTo("a?[2J??\tb?");
    }

    @Test
    void linesAreWrittenInOrderAndTheStreamIsClosedBehindThem() throws Exception {
        var closed = new CountDownLatch(1);
        var bytes = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.countDown();
            }
        };
        var writer = new LineWriter("lines", bytes, _ -> {});
        writer.write("one");
        writer.write("two");
        writer.end();

        assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
        assertThatThrownBy(() -> writer.write("three")).isInstanceOf(IOException.class);
    }

    /** Takes nothing until it is opened. */
    private static final class Gate extends OutputStream {

        private final CountDownLatch open = new CountDownLatch(1);
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(b);
        }
    }

    private final Gate gate = new Gate();

    @AfterEach
    void open() {
        gate.open.countDown();
    }

    private void fill(LineWriter writer) {
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        writer.write("line");
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has not read the last 1000 messages");
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpNobodyAndGetsAllWhenItDoesAfterTheEnd() throws Exception {
        var writer = new LineWriter("stuck", gate, _ -> {});
        fill(writer);
        writer.end(); // does not wait either
        gate.open.countDown();

        assertThat(writer.awaitWritten(30_000)).isZero();
        assertThat(gate.taken.toString(StandardCharsets.UTF_8)).isEqualTo("line\n".repeat(1_000));
    }

    @Test
    void whatIsNotReadInTimeIsDroppedAndCounted() throws Exception {
        var writer = new LineWriter("stuck", gate, _ -> {});
        fill(writer);
        writer.end();

        assertThat(writer.awaitWritten(10)).isEqualTo(1_000);
        gate.open.countDown();
        assertThat(writer.awaitWritten(30_000)).isZero();
        assertThat(gate.taken.toString(StandardCharsets.UTF_8))
                .isIn("", "line\n"); // the one that it was in the middle of
    }

    @Test
    void onlySoManyBytesWaitButOneLineAloneMayBeLonger() throws Exception {
        var writer = new LineWriter("stuck", gate, _ -> {}, 100);
        writer.write("x".repeat(200));
        assertThatThrownBy(() -> writer.write("y"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has not read the last 201 bytes in 1 messages");
        gate.open.countDown();
        Await.until("room", Duration.ofSeconds(30), () -> takes(writer));
        writer.end();

        assertThat(writer.awaitWritten(30_000)).isZero();
        assertThat(gate.taken.toString(StandardCharsets.UTF_8)).isEqualTo("x".repeat(200) + "\nz\n");
    }

    private static boolean takes(LineWriter writer) {
        try {
            writer.write("z");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
