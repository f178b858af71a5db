package io.sparkactor.remote.internal.websocket;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.remote.internal.wire.EnvelopeCodec;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes of a system that speaks as the original does. Stateless. */
public final class DirectPeer {

    private static final EnvelopeCodec CODEC = new EnvelopeCodec(
            _ -> {
                throw new UnsupportedOperationException("no refs here");
            },
            CborLimits.DEFAULT);

    private DirectPeer() {}

    /** Its registration. */
    public static byte[] register(SystemId self) {
        return Recorded.bytes(FrameHeader.Register.of(self, "r"));
    }

    /** A message of its own. */
    public static byte[] message(SystemId from, ActorId target, @Nullable ActorId sender, Object content) {
        byte[] envelope =
                CODEC.encode(new WireEnvelope(target, sender, content, null, "m", Map.of(), null, null, null));
        return Recorded.bytes(FrameHeader.Envelope.of(from, target.systemId(), "m"), envelope);
    }
}
