package io.sparkactor.remote.internal.tcp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.session.SessionTargets;
import io.sparkactor.remote.internal.wire.WireTargets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes, led by the code that they reach, that are neither taken nor refused as declared, or cost more than they may. Their first
 * byte says which reader gets the others.
 *
 * <p>All readers share one test, as Jazzer runs one in each JVM. {@code -Dspark.fuzz.seconds=600} looks for longer.
 */
@Tag("fuzz")
class PortFuzzTest {

    private static final List<Consumer<byte[]>> READERS = List.of(
            WireTargets::handshakes,
            WireTargets::seals,
            WireTargets::envelopes,
            SessionTargets::frames,
            SessionTargets::payloads,
            ConnectionTargets::frames,
            ConnectionTargets::conversations);

    /** Something right for each reader to begin with. */
    static Stream<byte[]> beginnings() {
        return Stream.of(
                        led(0, WireTargets.someHandshakes()),
                        led(2, WireTargets.someEnvelopes()),
                        led(3, SessionTargets.someFrames()),
                        led(4, SessionTargets.somePayloads()),
                        led(5, WireTargets.someHandshakes().map(RawPeer::frame)),
                        led(6, noise()))
                .flatMap(bytes -> bytes);
    }

    private static Stream<byte[]> noise() {
        return IntStream.range(0, 100).mapToObj(seed -> {
            byte[] bytes = new byte[10 + seed * 5];
            new Random(seed).nextBytes(bytes);
            return bytes;
        });
    }

    private static Stream<byte[]> led(int reader, Stream<byte[]> inputs) {
        return inputs.map(input -> {
            byte[] bytes = new byte[input.length + 1];
            bytes[0] = (byte) reader;
            System.arraycopy(input, 0, bytes, 1, input.length);
            return bytes;
        });
    }

    @MethodSource("beginnings")
    @FuzzTest
    void whateverComesIsTakenOrRefused(byte[] bytes) {
        if (bytes.length > 0) {
            byte[] input = Arrays.copyOfRange(bytes, 1, bytes.length);
            READERS.get((bytes[0] & 0xFF) % READERS.size()).accept(input);
        }
    }
}
