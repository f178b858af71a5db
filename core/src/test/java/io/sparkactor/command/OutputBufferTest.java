package io.sparkactor.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutputBufferTest {

    @Test
    void theFirstAndTheLastHalfAreKeptWhateverTheChunks() {
        var random = new Random(1);
        for (int round = 0; round < 2_000; round++) {
            int max = 1 + random.nextInt(12);
            var buffer = new OutputBuffer(max);
            var all = new StringBuilder();
            for (int chunk = 0; chunk < random.nextInt(6); chunk++) {
                byte[] bytes = new byte[random.nextInt(10)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) ('a' + random.nextInt(26));
                }
                buffer.append(bytes, bytes.length);
                all.append(new String(bytes, StandardCharsets.US_ASCII));
            }
            check(all.toString(), max, buffer.captured(StandardCharsets.US_ASCII));
        }
    }

    private static void check(String all, int max, CapturedOutput captured) {
        assertThat(captured.totalBytes()).isEqualTo(all.length());
        assertThat(captured.truncated()).isEqualTo(all.length() > max);
        if (all.length() <= max) {
            assertThat(captured.text()).isEqualTo(all);
        } else {
            assertThat(captured.beginning()).isEqualTo(all.substring(0, max - max / 2));
            assertThat(captured.end()).isEqualTo(all.substring(all.length() - max / 2));
        }
    }
}
