package io.sparkactor.codec.cbor.internal.shape;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A type as a component names it, with what is known of its type arguments. Immutable.
 *
 * @param raw the class
 * @param arguments its type arguments, of an array that of its elements; empty where nothing is known
 */
record StaticType(Class<?> raw, List<StaticType> arguments) {

    // A record may hold itself of ever longer types; deeper down only the classes count.
    private static final int DEEPEST = 8;

    static StaticType of(Class<?> raw) {
        return new StaticType(raw, List.of());
    }

    /** The type argument at an index, or Object. */
    StaticType argument(int index) {
        return index < arguments.size() ? arguments.get(index) : of(Object.class);
    }

    /** The type of an array's elements. */
    StaticType element() {
        return arguments.isEmpty() ? of(raw.componentType()) : arguments.getFirst();
    }

    /** What a type means inside of this one, whose type variables are bound. */
    StaticType resolve(Type type) {
        var variables = raw.getTypeParameters();
        var bindings = new HashMap<TypeVariable<?>, StaticType>();
        for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
            bindings.put(variables[i], arguments.get(i));
        }
        return resolve(type, bindings).trimmed(DEEPEST);
    }

    // Plain tests and loops: a switch over patterns and a stream cost a program that has just started some milliseconds
    // each.
    private static StaticType resolve(Type type, Map<TypeVariable<?>, StaticType> bindings) {
        if (type instanceof ParameterizedType generic) {
            var arguments = new ArrayList<StaticType>();
            for (Type argument : generic.getActualTypeArguments()) {
                arguments.add(resolve(argument, bindings));
            }
            return new StaticType(erasure(generic), List.copyOf(arguments));
        }
        if (type instanceof TypeVariable<?> variable) {
            return bindings.getOrDefault(variable, of(erasure(variable)));
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof GenericArrayType array) {
            StaticType element = resolve(array.getGenericComponentType(), bindings);
            return new StaticType(element.raw.arrayType(), List.of(element));
        }
        return of(erasure(type));
    }

    private static Class<?> erasure(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof TypeVariable<?> variable ? erasure(variable.getBounds()[0]) : Object.class;
    }

    private StaticType trimmed(int depth) {
        if (depth == 0 || arguments.isEmpty()) {
            return of(raw);
        }
        var trimmed = new ArrayList<StaticType>();
        for (StaticType argument : arguments) {
            trimmed.add(argument.trimmed(depth - 1));
        }
        return new StaticType(raw, List.copyOf(trimmed));
    }
}
