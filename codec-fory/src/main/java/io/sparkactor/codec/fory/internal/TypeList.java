package io.sparkactor.codec.fory.internal;

import io.sparkactor.ActorRef;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which types of the application may travel: those that were allowed, what their components name, and what sealed types permit. Confined to
 * the thread that builds a codec.
 */
public final class TypeList {

    private static final Set<Class<?>> COLLECTIONS = Set.of(
            List.class,
            Set.class,
            Map.class,
            Collection.class,
            SequencedCollection.class,
            SequencedSet.class,
            SequencedMap.class);

    /** Of these travel names. */
    private static final Set<Class<?>> NAMES = Set.of(ActorRef.class, Class.class);

    private final Map<String, Class<?>> types = new TreeMap<>();
    private final Set<Type> seen = new HashSet<>();

    /** All types so far, by their names, so that the order in which they were allowed does not matter. */
    public List<Class<?>> sorted() {
        return List.copyOf(types.values());
    }

    /** Whether a component has been seen that is a class, or holds some. */
    public boolean namesClasses() {
        return seen.contains(Class.class);
    }

    /**
     * Allows a record and all that its components name, an enum, an array, or all that a sealed type permits.
     *
     * @throws CodecException if the type, or one that it names, does not travel
     * @throws IllegalArgumentException if another class of that name is allowed
     */
    public void allow(Class<?> type) {
        if (!travels(type)) {
            throw unsupported("allow(" + type.getName() + ")", type);
        }
        visit(type, type.getName());
    }

    private static boolean travels(Class<?> type) {
        return type.isRecord() || type.isEnum() || type.isArray() || type.isSealed() && !JdkTypes.isKnown(type);
    }

    private void visit(Type type, String place) {
        if (!seen.add(type)) {
            return;
        }
        switch (type) {
            case ParameterizedType generic -> {
                visit(generic.getRawType(), place);
                for (Type argument : generic.getActualTypeArguments()) {
                    visit(argument, place);
                }
            }
            case GenericArrayType array -> {
                visit(array.getGenericComponentType(), place);
                visit(erasure(array.getGenericComponentType()).arrayType(), place);
            }
            case WildcardType wildcard -> visit(wildcard.getUpperBounds()[0], place);
            case TypeVariable<?> variable -> visit(variable.getBounds()[0], place);
            case Class<?> plain -> visitClass(plain, place);
            default -> throw new IllegalArgumentException(place + ": " + type);
        }
    }

    private void visitClass(Class<?> type, String place) {
        if (type.isPrimitive() || JdkTypes.isKnown(type) || COLLECTIONS.contains(type) || NAMES.contains(type)) {
            return;
        }
        if (type.isArray()) {
            visit(type.componentType(), place);
            add(type);
        } else if (type.isRecord()) {
            add(type);
            for (RecordComponent component : type.getRecordComponents()) {
                visit(component.getGenericType(), "component '" + component.getName() + "' of " + type.getName());
            }
        } else if (type.isEnum()) {
            add(type);
        } else if (isOpen(type)) {
            visitPermitted(type, place);
        } else {
            throw unsupported(place, type);
        }
    }

    /** Whether any allowed type may stand there; collections of other kinds than those above promise what is not kept. */
    private static boolean isOpen(Class<?> type) {
        return Modifier.isAbstract(type.getModifiers())
                        && !Collection.class.isAssignableFrom(type)
                        && !Map.class.isAssignableFrom(type)
                || type == Object.class;
    }

    private void visitPermitted(Class<?> type, String place) {
        if (type.isSealed()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                if (travels(permitted)) {
                    visit(permitted, place);
                }
            }
        }
    }

    private void add(Class<?> type) {
        Class<?> other = types.put(type.getName(), type);
        if (other != null && other != type) {
            throw new IllegalArgumentException("two classes have the name " + type.getName());
        }
    }

    private static Class<?> erasure(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            case GenericArrayType array ->
                erasure(array.getGenericComponentType()).arrayType();
            case TypeVariable<?> variable -> erasure(variable.getBounds()[0]);
            default -> Object.class;
        };
    }

    private static CodecException unsupported(String place, Class<?> type) {
        return new CodecException(Kind.UNSUPPORTED, place + ": " + Advice.unsupported(type), null);
    }
}
