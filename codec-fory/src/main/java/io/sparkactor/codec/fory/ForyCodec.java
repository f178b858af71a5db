package io.sparkactor.codec.fory;

import io.sparkactor.codec.fory.internal.Engines;
import io.sparkactor.codec.fory.internal.Fingerprint;
import io.sparkactor.spi.Codec;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import io.sparkactor.spi.RefCodec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Messages through Apache Fory, of types that were allowed and no others: faster than CBOR, and only for Java systems that allow the same
 * types in the same version and <em>trust each other</em>.
 *
 * <p>Bytes name types by number, and the numbers are given to the types that were allowed; no class is loaded because bytes name it, and
 * nothing of Fory's or of Java's own serialization is left that could run other code. Records are made by their constructors. Yet Fory
 * reads what it trusts: it does not check that the elements of a {@code List<Line>} are lines, bounds memory only roughly (see
 * {@link ForyLimits}), and works with {@code sun.misc.Unsafe}, of which the JVM warns once. Peers that are not trusted get CBOR.
 *
 * <p>What travels is what {@code docs/codec.md} says, with its differences to CBOR. Lists, sets and maps come back as the class that they
 * were sent as. Records may be private and their packages closed: Fory looks into them all the same.
 *
 * <p>Thread-safe; never waits, on virtual threads as on others. It keeps some instances of Fory, as many as there are processors, and
 * none for a thread. The first value takes a second or more, as Fory then compiles code for its types.
 */
public final class ForyCodec implements Codec {

    private final ForyLimits limits;
    private final List<Class<?>> types;
    private final boolean namesClasses;
    private final String fingerprint;
    private final Engines engines;

    ForyCodec(ForyLimits limits, List<Class<?>> types, boolean namesClasses, @Nullable RefCodec refs) {
        this(limits, types, namesClasses, Fingerprint.of(types), refs);
    }

    private ForyCodec(
            ForyLimits limits,
            List<Class<?>> types,
            boolean namesClasses,
            String fingerprint,
            @Nullable RefCodec refs) {
        this.limits = limits;
        this.types = types;
        this.namesClasses = namesClasses;
        this.fingerprint = fingerprint;
        engines = new Engines(types, namesClasses, refs, limits.depth(), limits.memoryBytes());
    }

    /** A builder that allows the values of the JDK that {@code docs/codec.md} names and nothing else. */
    public static ForyCodecBuilder builder() {
        return new ForyCodecBuilder();
    }

    /** {@code fory}. */
    @Override
    public String name() {
        return "fory";
    }

    /** A digest of the format, the names of all types, their components and constants, but not of the order in which they were allowed. */
    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public ForyCodec withRefs(RefCodec refs) {
        return new ForyCodec(limits, types, namesClasses, fingerprint, Objects.requireNonNull(refs, "refs"));
    }

    @Override
    public byte[] encode(@Nullable Object value) {
        byte[] bytes = engines.encode(value);
        checkLength(bytes.length);
        return bytes;
    }

    @Override
    public @Nullable Object decode(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkLength(length);
        return engines.decode(bytes, offset, length);
    }

    private void checkLength(int length) {
        if (length > limits.frameBytes()) {
            throw new CodecException(
                    Kind.LIMIT,
                    "the value has " + length + " bytes, more than the limit of " + limits.frameBytes()
                            + "; raise it in the ForyLimits of both sides",
                    null);
        }
    }
}
