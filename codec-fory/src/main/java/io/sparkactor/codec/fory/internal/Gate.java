package io.sparkactor.codec.fory.internal;

import io.sparkactor.ActorRef;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.Serializer;
import org.apache.fory.serializer.SerializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asked by one instance of Fory for each class that it meets for the first time: lets those on the list pass, and refuses all others, lambdas
 * and proxies too, for which Fory needs no registration. Confined to who has the instance.
 */
final class Gate implements SerializerFactory {

    private final Set<Class<?>> known;
    private @Nullable Class<?> refused;

    Gate(Set<Class<?>> known) {
        this.known = known;
    }

    @Override
    public @Nullable Serializer<?> createSerializer(TypeResolver resolver, Class<?> type) {
        if (known.contains(type) || JdkTypes.isKnown(type) || type.isPrimitive()) {
            return null;
        }
        refused = type;
        return Refusing.of(resolver, type);
    }

    /** The class that was refused since this was called last. */
    @Nullable
    Class<?> takeRefused() {
        Class<?> last = refused;
        refused = null;
        return last;
    }

    /** The type under which values of a class travel, if it is one of those with classes of which nobody has a list. */
    static @Nullable Class<?> textType(Class<?> type) {
        if (ActorRef.class.isAssignableFrom(type)) {
            return ActorRef.class;
        }
        if (Path.class.isAssignableFrom(type)) {
            return Path.class;
        }
        return ZoneId.class.isAssignableFrom(type) ? ZoneId.class : null;
    }
}
