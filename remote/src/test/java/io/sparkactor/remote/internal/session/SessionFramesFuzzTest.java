package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever comes is a frame or is refused, and takes no more memory than its bytes allow. {@code -Dspark.remote.frames=n} tries more. */
class SessionFramesFuzzTest {

    private static final int FRAMES = Integer.getInteger("spark.remote.frames", 20_000);

    /** The first time that something happens, classes are loaded for it. */
    private static final int TRIES = 3;

    private static final long FLAT = 16_384;
    private static final long EACH = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static byte[] encoded(SessionFrame frame) {
        ByteBuf buffer = Unpooled.buffer();
        SessionFrames.encode(frame, buffer);
        return ByteBufUtil.getBytes(buffer);
    }

    @Test
    void randomFramesComeBack() throws SessionException {
        var frames = new RandomFrames(new Random(1));
        for (int i = 0; i < FRAMES / 20; i++) {
            SessionFrame frame = frames.next();
            assertThat(SessionFrames.decode(Unpooled.wrappedBuffer(encoded(frame))))
                    .usingRecursiveComparison()
                    .isEqualTo(frame);
        }
    }

    @Test
    void everyBeginningOfAFrameIsReadOrRefused() {
        var frames = new RandomFrames(new Random(2));
        for (int i = 0; i < FRAMES / 100; i++) {
            byte[] bytes = encoded(frames.next());
            for (int length = 0; length < bytes.length; length++) {
                read(Unpooled.wrappedBuffer(bytes, 0, length), 2, i);
            }
        }
    }

    @Test
    void changedFramesAreReadOrRefused() {
        var random = new Random(3);
        var frames = new RandomFrames(random);
        int read = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = encoded(frames.next());
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(Math.min(bytes.length, 1 + random.nextInt(bytes.length)));
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            read += read(Unpooled.wrappedBuffer(bytes), 3, i);
        }
        assertThat(read).isBetween(FRAMES / 10, FRAMES - FRAMES / 10);
    }

    @Test
    void randomBytesAreReadOrRefused() {
        var random = new Random(4);
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) random.nextInt(8);
            }
            read(Unpooled.wrappedBuffer(bytes), 4, i);
        }
    }

    /** 1 if it was read; what was read is written and read again as the same. */
    private int read(ByteBuf bytes, int seed, int index) {
        String place = "seed " + seed + ", frame " + index + ": " + ByteBufUtil.hexDump(bytes);
        int size = bytes.readableBytes();
        try {
            takesLittle(bytes.duplicate(), size, place);
            SessionFrame frame = SessionFrames.decode(bytes);
            if (bytes.isReadable()) {
                throw new AssertionError("bytes are left: " + place);
            }
            if (!(frame instanceof SessionFrame.Unknown)) {
                again(encoded(frame), place);
            }
            return 1;
        } catch (SessionException e) {
            return 0;
        } catch (RuntimeException e) {
            throw new AssertionError(place, e);
        }
    }

    private static void again(byte[] bytes, String place) {
        try {
            if (encoded(SessionFrames.decode(Unpooled.wrappedBuffer(bytes))).length != bytes.length) {
                throw new AssertionError("it comes back with another length: " + place);
            }
        } catch (SessionException e) {
            throw new AssertionError(place, e);
        }
    }

    /** A refusal of two bytes is the worst: an object, and its place in a list that has doubled and been copied. */
    private void takesLittle(ByteBuf bytes, int size, String place) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > FLAT + EACH * size; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            readQuietly(bytes.duplicate());
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > FLAT + EACH * size) {
            throw new AssertionError("took " + least + " bytes: " + place);
        }
    }

    private static void readQuietly(ByteBuf bytes) {
        try {
            SessionFrames.decode(bytes);
        } catch (SessionException refused) {
            Objects.requireNonNull(refused.getMessage());
        }
    }
}
