package io.sparkactor.codec.fory.internal;

import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.util.Collection;
import java.util.Map;
import org.apache.fory.context.ReadContext;
import org.apache.fory.context.WriteContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;

/** Stands for a type that Fory knows and that must not travel: neither writes nor reads. Immutable. */
final class Refusing extends Serializer<Object> {

    private final Class<?> refused;

    @SuppressWarnings("unchecked")
    Refusing(TypeResolver resolver, Class<?> refused) {
        super(resolver.getConfig(), (Class<Object>) refused);
        this.refused = refused;
    }

    /** The serializer that fits a type: Fory casts those of collections and maps. */
    static Serializer<?> of(TypeResolver resolver, Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return new RefusingCollection(resolver, type);
        }
        return Map.class.isAssignableFrom(type) ? new RefusingMap(resolver, type) : new Refusing(resolver, type);
    }

    static CodecException fault(Class<?> type) {
        boolean couldBeAllowed = type.isRecord() || type.isEnum() || type.isArray();
        return new CodecException(couldBeAllowed ? Kind.NOT_ALLOWED : Kind.UNSUPPORTED, Advice.notAllowed(type), null);
    }

    @Override
    public void write(WriteContext context, Object value) {
        throw fault(refused);
    }

    @Override
    public Object read(ReadContext context) {
        throw fault(refused);
    }
}
