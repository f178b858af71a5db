package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The quick ways to read and write say the same as the strict ones. {@code -Dspark.remote.seeds} says for how many seeds. */
class CanonicalEnvelopeTest {

    private static final int SEEDS = Integer.getInteger("spark.remote.seeds", 20_000);
    private static final String PLAIN = "abcXYZ019-_:/' ~{}[],";
    private static final String SPECIAL = PLAIN + "\"\\\n\u0000\u007fäß\u2028𝄞";
    private static final String[] PIECES = {
        "\"auth\":null",
        "\"ack\":true",
        "\"ack\":false",
        "\"version\":2",
        "\"needs\":null",
        " ",
        "\\u0041",
        "{}",
        "\"reason\":\"\"",
        ",",
        "\""
    };

    private static String text(Random random, String letters) {
        int length = random.nextInt(50) == 0 ? 1_020 + random.nextInt(8) : random.nextInt(40);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters.codePointAt(
                    letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())))));
        }
        return text.toString();
    }

    private static String name(Random random, String letters) {
        return "i" + text(random, letters);
    }

    private static Envelope envelope(Random random, String letters) {
        return new Envelope(
                new SystemId(name(random, letters)),
                new SystemId(name(random, letters)),
                name(random, letters),
                random.nextBoolean(),
                random.nextInt(3) == 0 ? name(random, letters) : null);
    }

    private static byte[] changed(Random random, byte[] json) {
        String text = new String(json, UTF_8);
        int at = random.nextInt(json.length);
        String piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(json, at);
            case 1 -> (text.substring(0, at) + piece + text.substring(at)).getBytes(UTF_8);
            case 2 ->
                text.replaceFirst(",", "," + piece.replace("\\", "\\\\") + ",").getBytes(UTF_8);
            case 3 -> (text + piece).getBytes(UTF_8);
            default -> {
                byte[] other = json.clone();
                other[at] = (byte) random.nextInt(256);
                yield other;
            }
        };
    }

    private static @Nullable Envelope quick(byte[] json) {
        return CanonicalEnvelope.read(Unpooled.wrappedBuffer(json), 0, json.length);
    }

    private static @Nullable FrameHeader strict(byte[] json) {
        try {
            return HeaderReader.read(ByteBuffer.wrap(json));
        } catch (FrameException e) {
            return null;
        }
    }

    @Test
    void whateverItReadsTheStrictReaderReadsTheSame() {
        int quickly = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] json = HeaderWriter.write(envelope(random, random.nextBoolean() ? PLAIN : SPECIAL));
            for (int i = random.nextInt(3); i > 0 && json.length > 0; i--) {
                json = changed(random, json);
            }
            Envelope quick = quick(json);
            if (quick != null) {
                quickly++;
                assertThat(strict(json))
                        .as("seed %d: %s", seed, new String(json, UTF_8))
                        .isEqualTo(quick);
            }
        }
        assertThat(quickly).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void itReadsAllThatIsWrittenInPlainTexts() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Envelope envelope = envelope(new Random(seed), PLAIN);
            byte[] json = HeaderWriter.write(envelope);
            assertThat(quick(json)).as("seed %d", seed).isEqualTo(strict(json) == null ? null : envelope);
        }
    }

    @Test
    void theFramesOfTheOriginalAreOfThatForm() {
        byte[] frame = Recorded.bytes("envelope");
        int length = ByteBuffer.wrap(frame).getInt(7);
        assertThat(CanonicalEnvelope.read(Unpooled.wrappedBuffer(frame), 11, length))
                .isNotNull();
    }

    @Test
    void aPreparedAcknowledgementIsTheSameToTheByte() {
        var acks = new AckTemplate(Recorded.RELAY);
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var target = new SystemId(name(random, random.nextBoolean() ? PLAIN : SPECIAL));
            String id = name(random, random.nextBoolean() ? PLAIN : SPECIAL);
            var prepared = acks.write(ByteBufAllocator.DEFAULT, target, id);
            assertThat(ByteBufUtil.getBytes(prepared))
                    .as("seed %d", seed)
                    .isEqualTo(Recorded.bytes(new Ack(Recorded.RELAY, target, id, null)));
        }
    }
}
