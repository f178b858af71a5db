package io.sparkactor.codec.cbor;

import io.sparkactor.codec.cbor.internal.shape.ShapeBuilder;
import io.sparkactor.spi.RefCodec;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a {@link CborCodec} may send and receive. Not thread-safe. */
public final class CborCodecBuilder {

    private final Set<Class<?>> allowed = new LinkedHashSet<>();
    private final List<Lookup> lookups = new ArrayList<>();
    private CborLimits limits = CborLimits.DEFAULT;
    private @Nullable RefCodec refs;

    CborCodecBuilder() {}

    /**
     * Allows types: a record with all types that its components name, an enum, an array, or a sealed type with all records, enums and
     * sealed types that it permits.
     *
     * @throws NullPointerException if one is null
     */
    public CborCodecBuilder allow(Class<?>... types) {
        for (Class<?> type : types) {
            allowed.add(Objects.requireNonNull(type, "type"));
        }
        return this;
    }

    /** Sets limits; {@link CborLimits#DEFAULT} unless called. */
    public CborCodecBuilder limits(CborLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** Says how refs travel; unless called, a value with a ref in it is refused. */
    public CborCodecBuilder refs(RefCodec refs) {
        this.refs = Objects.requireNonNull(refs, "refs");
        return this;
    }

    /**
     * Lets the codec see records in packages that their module does not open to it.
     *
     * @param lookup {@code MethodHandles.lookup()}, called inside of that module
     */
    public CborCodecBuilder lookup(Lookup lookup) {
        lookups.add(Objects.requireNonNull(lookup, "lookup"));
        return this;
    }

    /**
     * Builds the codec.
     *
     * @throws io.sparkactor.spi.CodecException if an allowed type does not travel ({@code UNSUPPORTED}) or is in a package that is
     *     closed to the codec ({@code INACCESSIBLE})
     * @throws IllegalArgumentException if two classes of one name are allowed
     */
    public CborCodec build() {
        var shapes = new ShapeBuilder(refs, List.copyOf(lookups));
        for (Class<?> type : allowed) {
            shapes.allow(type);
        }
        return new CborCodec(limits, shapes.any(), shapes.allowed(), copy());
    }

    /** Another builder that has been told the same. */
    CborCodecBuilder copy() {
        var copy = new CborCodecBuilder();
        copy.allowed.addAll(allowed);
        copy.lookups.addAll(lookups);
        copy.limits = limits;
        copy.refs = refs;
        return copy;
    }
}
