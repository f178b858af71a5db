package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which messages an actor accepts; shared by all actors that accept the same. Thread-safe.
 *
 * <p>Read once for each class from its generic superclass: {@code class Counter extends Actor<Command>} accepts {@code Command}.
 */
public final class ActorType {

    private static final ClassValue<ActorType> BY_ACCEPTED = new ClassValue<>() {
        @Override
        protected ActorType computeValue(Class<?> accepted) {
            return new ActorType(accepted);
        }
    };

    private static final ClassValue<ActorType> BY_ACTOR = new ClassValue<>() {
        @Override
        protected ActorType computeValue(Class<?> actor) {
            return accepting(messageType(actor));
        }
    };

    /** Accepts whatever is sent. */
    static final ActorType EVERYTHING = accepting(Object.class);

    private final Class<?> accepted;

    /** The first two classes that were found to fit, so that most messages are spared the search; each written once. */
    private @Nullable Class<?> first;

    private @Nullable Class<?> second;

    private ActorType(Class<?> accepted) {
        this.accepted = accepted;
    }

    /** The type that accepts a class and its subclasses. */
    public static ActorType accepting(Class<?> accepted) {
        return BY_ACCEPTED.get(accepted.isPrimitive() ? boxOf(accepted) : accepted); // a message is never a primitive
    }

    private static Class<?> boxOf(Class<?> primitive) {
        return MethodType.methodType(primitive).wrap().returnType();
    }

    /** The type of an actor class. */
    public static ActorType of(Class<?> actorClass) {
        return BY_ACTOR.get(actorClass);
    }

    /** Whether a content may be handled. */
    public boolean accepts(Object content) {
        Class<?> type = content.getClass();
        return type == first || type == second || search(type);
    }

    /** The class that is accepted. */
    public Class<?> accepted() {
        return accepted;
    }

    private boolean search(Class<?> type) {
        if (!accepted.isAssignableFrom(type)) {
            return false;
        }
        if (first == null) {
            first = type; // a race is harmless: each writer writes a class that fits
        } else if (second == null) {
            second = type;
        }
        return true;
    }

    private static Class<?> messageType(Class<?> actorClass) {
        Map<TypeVariable<?>, Type> known = new HashMap<>();
        Class<?> at = actorClass;
        while (at.getSuperclass() != null && at != Actor.class) {
            if (at.getGenericSuperclass() instanceof ParameterizedType parameterized) {
                TypeVariable<?>[] names = at.getSuperclass().getTypeParameters();
                Type[] values = parameterized.getActualTypeArguments();
                for (int i = 0; i < names.length; i++) {
                    known.put(names[i], values[i]);
                }
            }
            at = at.getSuperclass();
        }
        return at == Actor.class ? erase(Actor.class.getTypeParameters()[0], known) : Object.class;
    }

    private static Class<?> erase(Type type, Map<TypeVariable<?>, Type> known) {
        return switch (type) {
            case Class<?> c -> c;
            case ParameterizedType p -> erase(p.getRawType(), known);
            case GenericArrayType a -> erase(a.getGenericComponentType(), known).arrayType();
            case WildcardType w -> erase(w.getUpperBounds()[0], known);
            case TypeVariable<?> v -> {
                Type value = known.remove(v);
                yield erase(value != null ? value : v.getBounds()[0], known);
            }
            default -> Object.class;
        };
    }
}
