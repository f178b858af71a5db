package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.ActorRef;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.CodecException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The types that are allowed, by class and by name. Not changed once the codec is built, so thread-safe from then on. */
final class TypeTable {

    // Types whose values are of classes that nobody names.
    private static final List<Class<?>> OPEN = List.of(ActorRef.class, Set.class, Map.class, Path.class, ZoneId.class);

    private final Map<Class<?>, TypeEntry> byClass = new HashMap<>();
    private final Map<String, TypeEntry> byName = new HashMap<>();

    boolean contains(Class<?> type) {
        return byClass.containsKey(type);
    }

    void add(Class<?> type, Shape shape) {
        TypeEntry other = byName.get(type.getName());
        if (other != null && other.type() != type) {
            throw new IllegalArgumentException("two classes named " + type.getName() + ", of " + type.getClassLoader()
                    + " and of " + other.type().getClassLoader() + ": one codec can allow only one of them");
        }
        TypeEntry entry = TypeEntry.of(type, shape);
        byClass.put(type, entry);
        byName.put(type.getName(), entry);
    }

    Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    TypeEntry named(String place, String name) {
        TypeEntry entry = byName.get(name);
        if (entry == null) {
            throw Faults.notAllowed(place, Faults.printable(name));
        }
        return entry;
    }

    TypeEntry of(String place, Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        TypeEntry entry = byClass.get(type);
        if (entry == null && !(value instanceof Record)) {
            entry = open(value);
        }
        if (entry == null) {
            throw refuse(place, type);
        }
        return entry;
    }

    private @Nullable TypeEntry open(Object value) {
        for (Class<?> type : OPEN) {
            if (type.isInstance(value)) {
                return byClass.get(type);
            }
        }
        return null;
    }

    private static CodecException refuse(String place, Class<?> type) {
        if (Throwable.class.isAssignableFrom(type)) {
            return Faults.unsupported(
                    place, type.getName() + " is an exception; send its class name, message and stack trace as texts");
        }
        if (type.isHidden() || type.isSynthetic()) {
            return Faults.unsupported(
                    place, type.getName() + " is a lambda, which is code; send a record that says what to do");
        }
        if (type.isRecord() || type.isEnum() || type.isArray()) {
            return Faults.notAllowed(place, type.getTypeName());
        }
        return Faults.unsupported(place, Travelling.advice(type));
    }
}
