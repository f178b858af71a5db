package io.sparkactor.remote.internal.wire;

import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.spi.CodecException;
import java.util.stream.Stream;

/** What comes in place of a handshake, a sealed frame or an envelope: it is read, or refused as declared, at once. Stateless. */
public final class WireTargets {

    private WireTargets() {}

    /** Some that are right. */
    public static Stream<byte[]> someHandshakes() {
        return Stream.of(
                Golden.body("hello.left"),
                Golden.body("hello.right.secret"),
                HelloCodec.encode(
                        Hello.of(Golden.LEFT, Golden.LEFT_NONCE, Golden.SHARED, TestFrames.offer(1, "i", "s", 7))));
    }

    /** Reads it. */
    public static void handshakes(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            try {
                new HelloCheck(null, Golden.SHARED).check(HelloCodec.decode(bytes, 0, bytes.length));
            } catch (HandshakeException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }

    /** Reads it. */
    public static void seals(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            var opener = new FrameOpener(Golden.SHARED);
            try {
                opener.open(bytes, 0, bytes.length);
                throw new AssertionError("it was opened without the key");
            } catch (FrameException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }

    /** Some that are right. */
    public static Stream<byte[]> someEnvelopes() {
        return Stream.of("frame.1", "frame.2", "frame.3").map(Golden::body);
    }

    /** Reads it. */
    public static void envelopes(byte[] bytes) {
        Bounded.run(bytes.length, () -> {
            try {
                Golden.CODEC.decode(bytes, 0, bytes.length);
            } catch (CodecException declared) {
                Bounded.saysSomething(declared);
            }
        });
    }
}
