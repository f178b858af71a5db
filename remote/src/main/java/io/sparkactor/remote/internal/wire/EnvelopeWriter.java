package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the map that is an envelope. All ten keys are always there, in this order:
 *
 * <pre>
 * type                "spark.envelope"
 * target              {"system_uuid": text, "actor_id": text}
 * payload             a plain value, see {@link PlainWriter}
 * target_incarnation  null, or {"actor_id": as the target, "generation": integer}
 * message_id          text
 * headers             a map of plain values
 * sender              null, or as the target
 * deadline            null, or text, see {@link Deadlines}
 * correlation_id      text
 * trace_id            null, or text
 * </pre>
 *
 * <p>Confined to one thread and one envelope.
 */
final class EnvelopeWriter {

    /** What {@code type} says. */
    static final String TYPE = "spark.envelope";

    private final CborOutput out;
    private final PlainWriter plain;

    EnvelopeWriter(CborOutput out) {
        this.out = out;
        this.plain = new PlainWriter(out);
    }

    void write(WireEnvelope envelope) {
        out.enterMap(EnvelopeKey.count());
        EnvelopeKey.TYPE.write(out);
        out.writeText(TYPE);
        EnvelopeKey.TARGET.write(out);
        plain.write(envelope.target());
        EnvelopeKey.PAYLOAD.write(out);
        plain.writeValue(envelope.payload());
        EnvelopeKey.TARGET_INCARNATION.write(out);
        incarnation(envelope.target(), envelope.generation());
        EnvelopeKey.MESSAGE_ID.write(out);
        text(envelope.messageId());
        EnvelopeKey.HEADERS.write(out);
        headers(envelope.headers());
        EnvelopeKey.SENDER.write(out);
        optional(envelope.sender());
        EnvelopeKey.DEADLINE.write(out);
        if (envelope.deadline() == null) {
            out.writeNull();
        } else {
            out.writeText(Deadlines.format(out.place(), envelope.deadline()));
        }
        EnvelopeKey.CORRELATION_ID.write(out);
        text(envelope.correlationId());
        EnvelopeKey.TRACE_ID.write(out);
        text(envelope.traceId());
        out.leave();
    }

    private void incarnation(ActorId target, @Nullable Integer generation) {
        if (generation == null) {
            out.writeNull();
            return;
        }
        out.enterMap(2);
        out.writeText(Ids.ACTOR_ID);
        plain.write(target);
        out.writeText(Ids.GENERATION);
        out.writeLong(generation);
        out.leave();
    }

    private void headers(Map<String, Object> headers) {
        var entries = new ArrayList<>(headers.entrySet());
        out.enterMap(entries.size());
        for (Map.Entry<String, Object> header : entries) {
            out.place(Ids.placeOfHeader(header.getKey()));
            out.writeText(header.getKey());
            plain.writeValue(header.getValue());
        }
        out.leave();
    }

    private void optional(@Nullable ActorId id) {
        if (id == null) {
            out.writeNull();
        } else {
            plain.write(id);
        }
    }

    private void text(@Nullable String text) {
        if (text == null) {
            out.writeNull();
        } else {
            out.writeText(Ids.check(out.place(), text));
        }
    }
}
