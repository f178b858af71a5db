package io.sparkactor.codec.fory;

import io.sparkactor.codec.fory.internal.TypeList;
import io.sparkactor.spi.RefCodec;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a {@link ForyCodec} may send and receive. Not thread-safe. */
public final class ForyCodecBuilder {

    private final Set<Class<?>> allowed = new LinkedHashSet<>();
    private ForyLimits limits = ForyLimits.DEFAULT;
    private @Nullable RefCodec refs;

    ForyCodecBuilder() {}

    /**
     * Allows types: a record with all types that its components name, an enum, an array, or a sealed type with all records, enums and
     * sealed types that it permits. The order does not matter.
     *
     * @throws NullPointerException if one is null
     */
    public ForyCodecBuilder allow(Class<?>... types) {
        for (Class<?> type : types) {
            allowed.add(Objects.requireNonNull(type, "type"));
        }
        return this;
    }

    /** Sets limits; {@link ForyLimits#DEFAULT} unless called. */
    public ForyCodecBuilder limits(ForyLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /** Says how refs travel; unless called, a value with a ref in it is refused. A transport puts its own in the place of this. */
    public ForyCodecBuilder refs(RefCodec refs) {
        this.refs = Objects.requireNonNull(refs, "refs");
        return this;
    }

    /**
     * Builds the codec. Fory itself starts with the first value.
     *
     * @throws io.sparkactor.spi.CodecException if an allowed type does not travel ({@code UNSUPPORTED})
     * @throws IllegalArgumentException if two classes of one name are allowed
     */
    public ForyCodec build() {
        var types = new TypeList();
        for (Class<?> type : allowed) {
            types.allow(type);
        }
        return new ForyCodec(limits, types.sorted(), types.namesClasses(), refs);
    }
}
