package io.sparkactor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkDecoderTest {

    private static final String TEXT = "a\u00e4\u4e2d\ud83d\ude00\u00e4\u00e4z";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "Shift_JIS", "ISO-2022-JP"})
    void bordersAnywhereDoNotMatter(String name) {
        var charset = Charset.forName(name);
        byte[] bytes = TEXT.getBytes(charset);
        String whole = new String(bytes, charset);
        for (int size = 1; size <= bytes.length; size++) {
            assertThat(decoded(bytes, size, charset)).as("chunks of %d", size).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void whatIsNoTextIsReplacedAsInOnePiece(int size) {
        byte[] bytes = {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c', (byte) 0xe2, (byte) 0x82};

        assertThat(decoded(bytes, size, StandardCharsets.UTF_8)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String decoded(byte[] bytes, int size, Charset charset) {
        var decoder = new ChunkDecoder(charset);
        var text = new StringBuilder();
        for (int from = 0; from < bytes.length; from += size) {
            byte[] chunk = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
            text.append(decoder.decode(chunk, chunk.length));
        }
        return text.append(decoder.end()).toString();
    }
}
