package io.sparkactor.remote.internal.websocket;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Headers as JSON, byte for byte as the original writes them: keys sorted, no blanks, nothing but ASCII. Stateless. */
final class HeaderWriter {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private HeaderWriter() {}

    static byte[] write(FrameHeader header) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            switch (header) {
                case Register it -> write(json, it, HeaderReader.REGISTER, it.target(), it.auth(), null);
                case Ack it -> write(json, it, HeaderReader.ACK, it.target(), it.auth(), null);
                case Nack it -> write(json, it, HeaderReader.NACK, it.target(), null, it.reason());
                case Envelope it -> write(json, it);
                case Challenge it -> write(json, it);
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Envelope envelope) {
        if (!envelope.wantsAck()) {
            json.writeBooleanProperty("ack", false);
        }
        json.writeNullProperty("auth");
        json.writeStringProperty("frame_id", envelope.frameId());
        json.writeStringProperty("kind", HeaderReader.ENVELOPE);
        if (envelope.needs() != null) {
            json.writeStringProperty("needs", envelope.needs());
        }
        end(json, envelope, envelope.target(), null);
    }

    private static void write(JsonGenerator json, Challenge challenge) {
        json.writeNullProperty("auth");
        json.writeNumberProperty("frame_bytes", challenge.frameBytes());
        json.writeStringProperty("frame_id", challenge.frameId());
        json.writeStringProperty("kind", HeaderReader.CHALLENGE);
        end(json, challenge, null, null);
    }

    private static void write(
            JsonGenerator json,
            FrameHeader header,
            String kind,
            @Nullable SystemId target,
            @Nullable String auth,
            @Nullable String reason) {
        json.writeName("auth").writeString(auth);
        json.writeStringProperty("frame_id", header.frameId());
        json.writeStringProperty("kind", kind);
        end(json, header, target, reason);
    }

    private static void end(
            JsonGenerator json, FrameHeader header, @Nullable SystemId target, @Nullable String reason) {
        json.writeName("reason").writeString(reason);
        json.writeStringProperty("source", header.source().uuid());
        json.writeName("target").writeString(target == null ? null : target.uuid());
        json.writeNumberProperty("version", HeaderReader.VERSION);
    }
}
