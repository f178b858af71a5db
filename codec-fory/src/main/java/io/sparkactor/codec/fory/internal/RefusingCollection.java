package io.sparkactor.codec.fory.internal;

import java.util.Collection;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.CollectionSerializer;

/** {@link Refusing} for a kind of collection. Immutable. */
final class RefusingCollection extends CollectionSerializer<Collection<?>> {

    private final Class<?> refused;

    @SuppressWarnings("unchecked")
    RefusingCollection(TypeResolver resolver, Class<?> refused) {
        super(resolver, (Class<Collection<?>>) refused);
        this.refused = refused;
    }

    @Override
    public Collection<?> onCollectionWrite(WriteContext context, Collection<?> value) {
        throw Refusing.fault(refused);
    }

    @Override
    public Collection<?> newCollection(ReadContext context, boolean advances) {
        throw Refusing.fault(refused);
    }

    @Override
    public Collection<?> read(ReadContext context) {
        throw Refusing.fault(refused);
    }
}
