package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.ActorRef;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.RefCodec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refs: the text that the user of the codec has for them. Immutable. */
final class RefShape extends Shape {

    private static final String WAY_OUT =
            "an ActorRef, and this codec was not told how refs travel: CborCodec.builder().refs(…)";

    private final @Nullable RefCodec refs;

    RefShape(@Nullable RefCodec refs) {
        this.refs = refs;
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        if (refs == null) {
            throw Faults.unsupported(out.place(), WAY_OUT);
        }
        String text;
        try {
            text = Objects.requireNonNull(refs.encode((ActorRef<?>) value), "what RefCodec.encode returned");
        } catch (RuntimeException e) {
            throw Faults.refused(out.place(), "RefCodec.encode", e);
        }
        out.writeText(text);
    }

    @Override
    Object readValue(CborInput in) {
        if (refs == null) {
            throw Faults.unsupported(in.place(), WAY_OUT);
        }
        String text = in.readText();
        try {
            return Objects.requireNonNull(refs.decode(text), "what RefCodec.decode returned");
        } catch (RuntimeException e) {
            throw Faults.refused(in.place(), "RefCodec.decode", e);
        }
    }
}
