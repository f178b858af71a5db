package io.sparkactor.agent.mcp.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    void aLineThatCannotBeWrittenIsTold() throws Exception {
        var told = new CompletableFuture<IOException>();
        var broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken");
            }
        };
        new LineWriter("broken", broken, told::complete).write("line");

        assertThat(told.get(30, TimeUnit.SECONDS)).hasMessage("broken");
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

    @Test
    void aReaderThatDoesNotReadHoldsUpNobody() throws Exception {
        var never = new CountDownLatch(1);
        var stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        var writer = new LineWriter("stuck", stuck, _ -> {});
        try {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 2_000; i++) {
                            writer.write("line");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has not read the last 1000 messages");
            writer.end(); // does not wait either
        } finally {
            never.countDown();
            writer.join(30_000);
        }
    }
}
