package io.sparkactor.remote.internal.websocket;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of frames that a seed breaks: each is read, or refused with the exception that is declared, in little time and memory. {@code
 * -Dspark.remote.seeds} says how many.
 */
class BrokenWebSocketFramesTest {

    private static final int SEEDS = Integer.getInteger("spark.remote.seeds", 5_000);
    private static final List<byte[]> FRAMES = WebSocketTargets.someFrames().toList();

    @Test
    void aBrokenFrameIsReadOrRefused() {
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] broken = broken(new Random(seed), FRAMES);
            check(seed, () -> WebSocketTargets.frames(broken));
        }
    }

    @Test
    void aBrokenConnectionIsReadOrRefused() {
        List<byte[]> pieces = List.of(
                ClientBytes.frame(ClientBytes.BINARY, true, FRAMES.getFirst()),
                ClientBytes.frame(ClientBytes.BINARY, false, FRAMES.getFirst()),
                ClientBytes.frame(ClientBytes.CONTINUATION, true, FRAMES.getLast()),
                ClientBytes.frame(ClientBytes.CONTINUATION, false, new byte[300]),
                ClientBytes.frame(ClientBytes.PING, true, new byte[] {1, 2, 3}),
                ClientBytes.frame(ClientBytes.TEXT, false, new byte[] {'a'}),
                ClientBytes.frame(ClientBytes.CLOSE, true, new byte[] {3, (byte) 0xE8}));
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] all = {};
            for (int i = random.nextInt(6); i >= 0; i--) {
                byte[] piece = random.nextInt(3) == 0 ? broken(random, pieces) : one(random, pieces);
                byte[] longer = Arrays.copyOf(all, all.length + piece.length);
                System.arraycopy(piece, 0, longer, all.length, piece.length);
                all = longer;
            }
            byte[] bytes = all;
            check(seed, () -> WebSocketTargets.connections(bytes));
        }
    }

    private static void check(int seed, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static byte[] one(Random random, List<byte[]> all) {
        return all.get(random.nextInt(all.size())).clone();
    }

    private static byte[] broken(Random random, List<byte[]> all) {
        byte[] bytes = one(random, all);
        for (int i = 1 + random.nextInt(3); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            }
        }
        return bytes;
    }
}
