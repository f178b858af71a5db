package io.sparkactor.remote.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidTextTest {

    private static final String ONE = "01234567-89ab-cdef-0123-456789abcdef";

    @Test
    void aUuidIsAZeroAndSixteenBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            ByteBuf out = Unpooled.buffer();

            assertThat(UuidText.write(uuid.toString(), out)).isTrue();

            assertThat(out.readByte()).isZero();
            assertThat(new UUID(out.readLong(), out.readLong())).isEqualTo(uuid);
            assertThat(out.isReadable()).isFalse();
        }
    }

    @Test
    void whatWouldNotComeBackAsItWasIsNone() {
        List<String> others =
                List.of("", "a", ONE.toUpperCase(Locale.ROOT), ONE.replace('-', '0'), ONE + "0", ONE.substring(1));
        for (String text : others) {
            assertNone(text);
        }
    }

    @Test
    void oneWrongCharacterAnywhereIsSeen() {
        for (int i = 0; i < ONE.length(); i++) {
            for (char wrong : new char[] {'g', 'A', '/', ':', '`', ' ', '\u00e1', '\u0661', '\uff11'}) {
                assertNone(ONE.substring(0, i) + wrong + ONE.substring(i + 1));
            }
        }
    }

    private static void assertNone(String text) {
        ByteBuf out = Unpooled.buffer();
        assertThat(UuidText.write(text, out)).as(text).isFalse();
        assertThat(out.isReadable()).as("something was written of " + text).isFalse();
    }
}
