package io.sparkactor.remote.internal.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jazzer looks for bytes, led by the code that they reach, that are neither taken nor refused as declared, or cost more than they may. Their first
 * byte says whether they are a frame, come over a connection, or come to a port.
 */
@Tag("fuzz")
class WebSocketFuzzTest {

    /** Something right to begin with. */
    static Stream<byte[]> beginnings() {
        return Stream.of(
                        WebSocketTargets.someFrames().map(frame -> led(0, frame)),
                        WebSocketTargets.someFrames().map(frame -> led(1, ClientBytes.frame(2, true, frame))),
                        ReceptionTargets.some().map(bytes -> led(2, bytes)))
                .flatMap(all -> all);
    }

    private static byte[] led(int reader, byte[] input) {
        byte[] bytes = new byte[input.length + 1];
        bytes[0] = (byte) reader;
        System.arraycopy(input, 0, bytes, 1, input.length);
        return bytes;
    }

    @MethodSource("beginnings")
    @FuzzTest
    void whateverComesIsTakenOrRefused(byte[] bytes) {
        if (bytes.length > 0) {
            byte[] input = Arrays.copyOfRange(bytes, 1, bytes.length);
            switch ((bytes[0] & 0xFF) % 3) {
                case 0 -> WebSocketTargets.frames(input);
                case 1 -> WebSocketTargets.connections(input);
                default -> ReceptionTargets.connections(input);
            }
        }
    }
}
