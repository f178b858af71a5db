package io.sparkactor.process.internal.wire;

import java.nio.ByteBuffer;

/**
 * A frame that has come. Confined to the thread that read it.
 *
 * @param kind what it says
 * @param number the number of the step that it belongs to
 * @param body the rest; valid until the next frame is read
 */
public record Frame(FrameKind kind, long number, BodyReader body) {

    /** A frame that never was on its way. */
    public static Frame of(FrameKind kind, long number, BodyWriter body) {
        ByteBuffer bytes = ByteBuffer.allocate(body.size());
        body.copyTo(bytes);
        return new Frame(kind, number, new BodyReader(bytes.array()));
    }
}
