package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;

/** Writes what a relay says once an envelope, to the byte as {@link WebSocketFrames} does: all but two texts is written beforehand. Immutable. */
public final class AckTemplate {

    private final SystemId relay;
    private final byte[] beforeId = "{\"auth\":null,\"frame_id\":\"".getBytes(US_ASCII);
    private final byte[] beforeTarget;
    private final byte[] end = "\",\"version\":1}".getBytes(US_ASCII);

    /**
     * For one relay.
     *
     * @param relay who answers, a UUID
     */
    public AckTemplate(SystemId relay) {
        this.relay = relay;
        String middle = "\",\"kind\":\"ack\",\"reason\":null,\"source\":\"" + relay.uuid() + "\",\"target\":\"";
        beforeTarget = middle.getBytes(US_ASCII);
    }

    /**
     * The acknowledgement of an envelope.
     *
     * @param target who had sent it
     * @return a buffer that the caller releases
     */
    public ByteBuf write(ByteBufAllocator allocator, SystemId target, String frameId) {
        String system = target.uuid();
        if (!CanonicalEnvelope.isPlain(frameId) || !CanonicalEnvelope.isPlain(system)) {
            return WebSocketFrames.write(allocator, new Ack(relay, target, frameId, null));
        }
        int length = beforeId.length + frameId.length() + beforeTarget.length + system.length() + end.length;
        ByteBuf frame = WebSocketFrames.begin(allocator, length).writeBytes(beforeId);
        frame.writeCharSequence(frameId, US_ASCII);
        frame.writeBytes(beforeTarget);
        frame.writeCharSequence(system, US_ASCII);
        return frame.writeBytes(end);
    }
}
