package io.sparkactor.agent.internal.json;

import io.sparkactor.agent.tool.Described;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the JSON Schema of Java types, in the part of the language that providers can hold a model to: all properties are required and
 * no others allowed. For one schema and one thread.
 *
 * <p>Records, enums, strings, numbers, booleans, dates, {@code UUID}, collections, arrays, {@code Optional} and maps with string keys. A map
 * allows any property, so that a schema with one cannot be {@linkplain #isStrict held to}.
 */
public final class JsonSchema {

    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            LocalDateTime.class, "date-time",
            LocalDate.class, "date",
            LocalTime.class, "time",
            Duration.class, "duration",
            UUID.class, "uuid");

    private final Deque<Class<?>> open = new ArrayDeque<>();
    private boolean strict = true;

    /** A writer for one schema. */
    public JsonSchema() {}

    /** Whether all that was written can be held to. */
    public boolean isStrict() {
        return strict;
    }

    /**
     * The schema of a type.
     *
     * @throws IllegalArgumentException if the type, or one in it, has no schema; it says which
     */
    public ObjectNode of(Type type) {
        return switch (type) {
            case Class<?> plain -> ofClass(plain);
            case ParameterizedType generic -> ofGeneric(generic);
            case GenericArrayType array -> arrayOf(array.getGenericComponentType());
            default -> throw unknown(type);
        };
    }

    private ObjectNode ofClass(Class<?> type) {
        String simple = simpleType(type);
        ObjectNode schema = Json.object();
        if (simple != null) {
            schema.put("type", simple);
            String format = FORMATS.get(type);
            if (format != null) {
                schema.put("format", format);
            }
            return schema;
        }
        if (type.isEnum()) {
            schema.put("type", "string");
            ArrayNode names = schema.putArray("enum");
            for (Object constant : type.getEnumConstants()) {
                names.add(((Enum<?>) constant).name());
            }
            return schema;
        }
        if (type.isArray()) {
            return arrayOf(type.getComponentType());
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        throw unknown(type);
    }

    private static @Nullable String simpleType(Class<?> type) {
        if (type == String.class || type == char.class || FORMATS.containsKey(type)) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == double.class
                || type == float.class
                || type == Double.class
                || type == Float.class
                || type == BigDecimal.class) {
            return "number";
        }
        boolean isInteger = type == int.class
                || type == long.class
                || type == short.class
                || type == byte.class
                || type == Integer.class
                || type == Long.class
                || type == Short.class
                || type == Byte.class
                || type == BigInteger.class;
        return isInteger ? "integer" : null;
    }

    private ObjectNode ofGeneric(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            ObjectNode schema = Json.object();
            ArrayNode choices = schema.putArray("anyOf");
            choices.add(of(arguments[0]));
            choices.addObject().put("type", "null");
            return schema;
        }
        if (Collection.class.isAssignableFrom(raw) && arguments.length == 1) {
            return arrayOf(arguments[0]);
        }
        if (Map.class.isAssignableFrom(raw) && arguments.length == 2 && arguments[0] == String.class) {
            strict = false;
            ObjectNode schema = Json.object().put("type", "object");
            schema.set("additionalProperties", of(arguments[1]));
            return schema;
        }
        throw unknown(type);
    }

    private ObjectNode arrayOf(Type element) {
        ObjectNode schema = Json.object().put("type", "array");
        schema.set("items", of(element));
        return schema;
    }

    private ObjectNode ofRecord(Class<?> type) {
        if (open.contains(type)) {
            throw new IllegalArgumentException(
                    type.getName() + " has no JSON Schema, as it contains itself; use a list of flat records instead");
        }
        open.push(type);
        ObjectNode schema = objectSchema();
        for (RecordComponent component : type.getRecordComponents()) {
            addProperty(schema, component.getName(), component.getGenericType(), component);
        }
        open.pop();
        return schema;
    }

    /** The schema of an object without properties, to be added by {@link #addProperty}. */
    public static ObjectNode objectSchema() {
        ObjectNode schema = Json.object().put("type", "object");
        schema.putObject("properties");
        schema.putArray("required");
        return schema.put("additionalProperties", false);
    }

    /** Adds a required property; {@code element} may have a {@link Described} for it. */
    public void addProperty(ObjectNode schema, String name, Type type, AnnotatedElement element) {
        ObjectNode property = of(type);
        Described described = element.getAnnotation(Described.class);
        if (described != null) {
            property.put("description", described.value());
        }
        ((ObjectNode) schema.get("properties")).set(name, property);
        ((ArrayNode) schema.get("required")).add(name);
    }

    private static IllegalArgumentException unknown(Type type) {
        return new IllegalArgumentException(type.getTypeName()
                + " has no JSON Schema; use records, enums, strings, numbers, booleans, dates, UUID, lists, arrays, Optional"
                + " and maps with string keys");
    }
}
