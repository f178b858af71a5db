package io.sparkactor.process.internal.host;

import io.sparkactor.ActorSpec;
import io.sparkactor.Request;
import io.sparkactor.spi.HostedActor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the types that an actor's messages, its replies and its constructor's arguments are of: records, enums and sealed types. What is
 * inside of those the codec finds by itself. Confined to one thread.
 */
final class AllowedTypes {

    private final Set<Class<?>> allowed = new LinkedHashSet<>();
    private final Set<Class<?>> seen = new HashSet<>();

    Set<Class<?>> all() {
        return allowed;
    }

    AllowedTypes ofActor(ActorSpec<?> spec, Class<?> actorClass) {
        add(spec.accepting().orElseGet(() -> HostedActor.messageType(actorClass)));
        for (Object argument : spec.arguments()) {
            if (argument != null) {
                add(argument.getClass());
            }
        }
        allowed.addAll(spec.process().allowed()); // as they are: the codec says what it does not take
        return this;
    }

    private void add(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (!seen.add(element)) {
            return;
        }
        if (element.isRecord() || element.isEnum() || element.isSealed()) {
            allowed.add(element);
        }
        if (element.isSealed()) {
            for (Class<?> permitted : element.getPermittedSubclasses()) {
                add(permitted);
            }
        }
        addReplies(element, Map.of());
    }

    /** If it is a request, what is to be replied to it. */
    private void addReplies(Class<?> type, Map<TypeVariable<?>, Type> known) {
        for (Type parent : type.getGenericInterfaces()) {
            if (!(parent instanceof ParameterizedType parameterized)
                    || !(parameterized.getRawType() instanceof Class<?> raw)) {
                continue;
            }
            Map<TypeVariable<?>, Type> inner = new HashMap<>();
            TypeVariable<?>[] names = raw.getTypeParameters();
            for (int i = 0; i < names.length; i++) {
                Type value = parameterized.getActualTypeArguments()[i];
                inner.put(names[i], known.getOrDefault(value, value));
            }
            if (raw == Request.class) {
                addNamed(inner.getOrDefault(names[1], Object.class));
            } else {
                addReplies(raw, inner);
            }
        }
    }

    /** All classes that a type names. */
    private void addNamed(Type type) {
        switch (type) {
            case Class<?> c -> add(c);
            case ParameterizedType p -> {
                addNamed(p.getRawType());
                for (Type argument : p.getActualTypeArguments()) {
                    addNamed(argument);
                }
            }
            case GenericArrayType a -> addNamed(a.getGenericComponentType());
            case WildcardType w -> addNamed(w.getUpperBounds()[0]);
            default -> {} // a variable: whatever it stands for has to be allowed by name
        }
    }
}
