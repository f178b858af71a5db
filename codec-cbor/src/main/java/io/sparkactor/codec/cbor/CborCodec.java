package io.sparkactor.codec.cbor;

import io.sparkactor.codec.cbor.internal.shape.Shape;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.RefCodec;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages as CBOR (RFC 8949), of types that were allowed and no others.
 *
 * <p>What travels: records, enums, {@code List}, {@code Set}, {@code Map}, {@code Optional}, arrays, null, {@code boolean} and
 * {@code char}, all kinds of numbers, texts, {@code java.time}, {@code UUID}, {@code URI}, {@code Path}, refs if the codec was told
 * how, and components of the type {@code Class} if what they name is allowed itself. A type travels under its name, and the name is looked up among the allowed types: no class is ever loaded because bytes name it.
 * Collections come back unmodifiable and in order; null stays null.
 *
 * <p>Thread-safe; neither blocks nor keeps anything of a value between two calls. {@code docs/codec.md} has the rules and the limits.
 */
public final class CborCodec implements Codec {

    private static final String WHOLE = "the value";

    private static final int LEAST_PROBABLE_BYTES = 64;
    private static final int MOST_PROBABLE_BYTES = 16 << 10;

    private final CborLimits limits;
    private final Shape any;
    private final Set<String> allowed;
    private final CborCodecBuilder source;

    /** The length of what was encoded last, as the next may be like it; races do no harm. */
    private int probableBytes = 512;

    /** @param source what it was built from; not changed any more */
    CborCodec(CborLimits limits, Shape any, Set<String> allowed, CborCodecBuilder source) {
        this.limits = limits;
        this.any = any;
        this.allowed = Collections.unmodifiableSet(allowed);
        this.source = source;
    }

    /** A builder that allows the values of the JDK named above and nothing else. */
    public static CborCodecBuilder builder() {
        return new CborCodecBuilder();
    }

    /** {@code cbor2}, the name that the Python original has for CBOR. */
    @Override
    public String name() {
        return "cbor2";
    }

    /** The names of all types that may have their name in front of a value, sorted. */
    public Set<String> allowed() {
        return allowed;
    }

    @Override
    public CborCodec withRefs(RefCodec refs) {
        return source.copy().refs(refs).build();
    }

    @Override
    public byte[] encode(@Nullable Object value) {
        var out = new CborOutput(limits, probableBytes);
        try {
            any.write(out, value);
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.refused(out.place(), "a value that was read", e);
        }
        int size = Math.max(LEAST_PROBABLE_BYTES, Math.min(out.size(), MOST_PROBABLE_BYTES));
        if (size != probableBytes) { // where all are of one length, nobody writes what others read
            probableBytes = size;
        }
        return out.toByteArray();
    }

    @Override
    public @Nullable Object decode(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        var in = new CborInput(limits, bytes, offset, length);
        try {
            Object value = any.read(in);
            in.place(WHOLE);
            in.end();
            return value;
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.refused(in.place(), "a value that was made", e);
        }
    }
}
