package io.sparkactor.codec.fory.internal;

import java.util.Map;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.MapSerializer;

/** {@link Refusing} for a kind of map. Immutable. */
final class RefusingMap extends MapSerializer<Map<?, ?>> {

    private final Class<?> refused;

    @SuppressWarnings("unchecked")
    RefusingMap(TypeResolver resolver, Class<?> refused) {
        super(resolver, (Class<Map<?, ?>>) refused);
        this.refused = refused;
    }

    @Override
    public Map<?, ?> onMapWrite(WriteContext context, Map<?, ?> value) {
        throw Refusing.fault(refused);
    }

    @Override
    public Map<?, ?> newMap(ReadContext context, boolean advances) {
        throw Refusing.fault(refused);
    }

    @Override
    public Map<?, ?> read(ReadContext context) {
        throw Refusing.fault(refused);
    }
}
