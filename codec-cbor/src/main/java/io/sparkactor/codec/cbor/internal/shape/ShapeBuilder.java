package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.ActorRef;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.RefCodec;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Works out which types may travel, and how, once when a codec is built. Confined to the thread that builds it. */
public final class ShapeBuilder {

    private static final List<Class<?>> OF_THE_JDK = List.of(
            DayOfWeek.class,
            Month.class,
            boolean[].class,
            char[].class,
            short[].class,
            int[].class,
            long[].class,
            float[].class,
            double[].class,
            String[].class,
            Object[].class);

    private final TypeTable types = new TypeTable();
    private final Map<StaticType, Shape> shapes = new HashMap<>();
    private final Set<Class<?>> sealed = new HashSet<>();
    private final List<Lookup> lookups;
    private final Shape refShape;

    /**
     * A builder that knows the types of the JDK.
     *
     * @param refs how refs travel; null if they do not
     * @param lookups lookups of users, for records in packages that are not open
     */
    public ShapeBuilder(@Nullable RefCodec refs, List<Lookup> lookups) {
        this.lookups = lookups;
        Numbers.addTo(this);
        Texts.addTo(this);
        Times.addTo(this);
        var any = new AnyShape(Object.class, types);
        shapes.put(StaticType.of(Object.class), any);
        refShape = new RefShape(refs);
        types.add(ActorRef.class, refShape);
        types.add(Optional.class, new OptionalShape(any));
        types.add(Set.class, new SetShape(any));
        types.add(Map.class, new MapShape(any, any));
        for (Class<?> type : OF_THE_JDK) {
            allow(type);
        }
    }

    void add(Scalar scalar) {
        shapes.put(StaticType.of(scalar.type()), scalar);
        if (!scalar.type().isPrimitive()) {
            types.add(scalar.type(), scalar);
        }
    }

    /** The shape of a value of which nothing is known. */
    public Shape any() {
        return shape(StaticType.of(Object.class), "the value");
    }

    /** The names of all types that may travel so far. */
    public Set<String> allowed() {
        return types.names();
    }

    /**
     * Allows a record and all that its components name, an enum, an array, or all that a sealed type permits.
     *
     * @throws io.sparkactor.spi.CodecException if the type, or one that it names, does not travel or cannot be accessed
     */
    public void allow(Class<?> type) {
        if (types.contains(type)) {
            return;
        }
        if (!travels(type)) {
            throw Faults.unsupported("allow(" + type.getName() + ")", Travelling.advice(type));
        }
        if (type.isSealed() && !type.isEnum()) {
            allowPermitted(type);
        } else {
            shape(StaticType.of(type), type.getName());
        }
    }

    private static boolean travels(Class<?> type) {
        return type.isRecord() || type.isEnum() || type.isArray() || type.isSealed();
    }

    private void allowPermitted(Class<?> type) {
        if (!sealed.add(type)) {
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (travels(permitted)) {
                allow(permitted);
            }
        }
    }

    private Shape shape(StaticType type, String place) {
        Shape known = shapes.get(type);
        if (known != null) {
            return known;
        }
        if (type.raw().isRecord()) {
            return record(type);
        }
        Shape made = make(type, place);
        shapes.put(type, made);
        if (type.raw().isEnum() || type.raw().isArray() && type.arguments().isEmpty()) {
            types.add(type.raw(), made);
        }
        return made;
    }

    private Shape make(StaticType type, String place) {
        Class<?> raw = type.raw();
        if (raw == ActorRef.class) {
            return refShape;
        } else if (raw == Class.class) {
            return new ClassShape(types);
        } else if (raw == Optional.class) {
            return new OptionalShape(shape(type.argument(0), place));
        } else if (raw == List.class) {
            return new ListShape(shape(type.argument(0), place));
        } else if (raw == Set.class || raw == SequencedSet.class) {
            return new SetShape(shape(type.argument(0), place));
        } else if (raw == Map.class || raw == SequencedMap.class) {
            return map(
                    shape(type.argument(0), place),
                    shape(type.argument(1), place),
                    type.argument(0).raw());
        } else if (raw.isArray()) {
            return new ArrayShape(raw.componentType(), shape(type.element(), place));
        } else if (raw.isEnum()) {
            return new EnumShape(raw);
        }
        return open(raw, place);
    }

    private static Shape map(Shape key, Shape value, Class<?> keyType) {
        return keyType == String.class ? new TextMapShape(value) : new MapShape(key, value);
    }

    private Shape open(Class<?> raw, String place) {
        boolean ownCollection = Map.class.isAssignableFrom(raw)
                || Collection.class.isAssignableFrom(raw)
                        && raw != Collection.class
                        && raw != SequencedCollection.class;
        if (ownCollection || !Modifier.isAbstract(raw.getModifiers())) {
            throw Faults.unsupported(place, Travelling.advice(raw));
        }
        if (raw.isSealed()) {
            allowPermitted(raw);
        }
        return new AnyShape(raw, types);
    }

    private Shape record(StaticType type) {
        Class<?> raw = type.raw();
        var made = new RecordShape(raw, RecordAccess.of(raw, lookups));
        // Known before its components are looked at, since they may be of the same type.
        shapes.put(type, made);
        if (!types.contains(raw)) {
            types.add(raw, type.arguments().isEmpty() ? made : shape(StaticType.of(raw), raw.getName()));
        }
        RecordComponent[] components = raw.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            made.link(i, shape(type.resolve(components[i].getGenericType()), RecordShape.place(components[i])));
        }
        return made;
    }
}
