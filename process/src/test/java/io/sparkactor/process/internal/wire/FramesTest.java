package io.sparkactor.process.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Frames arrive as they were written, in whatever pieces. */
class FramesTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final FrameWriter writer = new FrameWriter(Channels.newChannel(bytes));

    /** Gives a few bytes at a time. */
    private record InPieces(ByteArrayInputStream source, Random random) implements ReadableByteChannel {

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = Math.min(target.remaining(), 1 + random.nextInt(7));
            byte[] piece = source.readNBytes(count);
            if (piece.length == 0) {
                return -1;
            }
            target.put(piece);
            return piece.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private FrameReader reader() {
        return new FrameReader(new InPieces(new ByteArrayInputStream(bytes.toByteArray()), new Random(7)));
    }

    @Test
    void framesArriveWholeHoweverTheyAreCut() throws IOException {
        for (int i = 0; i < 200; i++) {
            writer.write(
                    FrameKind.TELL,
                    i,
                    new BodyWriter().number(i).text("ü" + i).flag(i % 2 == 0).rest(new byte[i * 50]));
        }

        FrameReader reader = reader();
        for (int i = 0; i < 200; i++) {
            Frame frame = reader.next();
            assertThat(frame.kind()).isEqualTo(FrameKind.TELL);
            assertThat(frame.number()).isEqualTo(i);
            assertThat(frame.body().number()).isEqualTo(i);
            assertThat(frame.body().text()).isEqualTo("ü" + i);
            assertThat(frame.body().flag()).isEqualTo(i % 2 == 0);
            assertThat(frame.body().rest()).hasSize(i * 50);
        }
        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
    }

    @Test
    void aFrameMayBeMuchLargerThanTheBuffer() throws IOException {
        writer.write(FrameKind.REPLY, 1, new BodyWriter().rest(new byte[1 << 20]));
        writer.write(FrameKind.DONE, 2);

        FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(reader.next().body().rest()).hasSize(1 << 20);
        assertThat(reader.next().kind()).isEqualTo(FrameKind.DONE);
    }

    @Test
    void whatIsNoFrameIsRefusedBeforeMemoryIsTaken() {
        bytes.writeBytes(new byte[] {0x7F, 0, 0, 0, 1, 2, 3});

        assertThatThrownBy(() -> reader().next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no frame of ours");
    }

    @Test
    void aCountThatDoesNotFitIsRefused() throws IOException {
        writer.write(FrameKind.FORGET, 1, new BodyWriter().number(Integer.MAX_VALUE));

        Frame frame = reader().next();

        assertThatThrownBy(() -> frame.body().count()).isInstanceOf(IOException.class);
    }

    @Test
    void anInterruptedWriterDoesNotCloseTheLine() throws IOException {
        Pipe pipe = Pipe.open();
        try (var source = pipe.source();
                var sink = pipe.sink()) {
            var line = new FrameWriter(sink);

            Thread.currentThread().interrupt();
            line.write(FrameKind.DONE, 1);
            boolean stillInterrupted = Thread.interrupted();
            line.write(FrameKind.DONE, 2);

            assertThat(stillInterrupted).isTrue();
            FrameReader reader = new FrameReader(source);
            assertThat(reader.next().number()).isEqualTo(1);
            assertThat(reader.next().number()).isEqualTo(2);
        }
    }
}
