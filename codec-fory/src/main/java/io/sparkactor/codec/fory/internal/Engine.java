package io.sparkactor.codec.fory.internal;

import io.sparkactor.ActorRef;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import io.sparkactor.spi.RefCodec;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.fory.Fory;
import org.apache.fory.config.ForyBuilder;
import org.apache.fory.memory.MemoryBuffer;
import org.apache.fory.memory.MemoryUtils;
import org.apache.fory.resolver.ClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * One instance of Fory, with all closed that is not on the list. For one thread at a time.
 *
 * <p>Registration alone would not do: with it, Fory still loads interfaces of the JDK by names in the bytes, and has numbers for lambdas,
 * proxies, exceptions, queues and more. So nothing passes the check of names, and every serializer that Fory brings for a type that is not
 * on the list is replaced by one that refuses.
 */
final class Engine {

    private final Fory fory;
    private final Gate gate;
    private final Faults faults;

    /**
     * A new instance; takes some 20 ms.
     *
     * @param plan what it is to know
     */
    Engine(Plan plan) {
        Set<Class<?>> known = new HashSet<>(plan.types());
        known.addAll(plan.textClasses());
        known.add(ActorRef.class);
        if (plan.namesClasses()) {
            known.add(Class.class);
        }
        gate = new Gate(known);
        faults = new Faults(known);
        ForyBuilder builder = Fory.builder()
                .withXlang(false)
                .requireClassRegistration(true)
                .withTypeChecker((resolver, name) -> false)
                .withSerializerFactory(gate)
                .withClassLoader(Engine.class.getClassLoader())
                .withCompatible(false)
                .withClassVersionCheck(true)
                .withDeserializeUnknownClass(false)
                .registerGuavaTypes(false)
                .withRefTracking(false)
                .withAsyncCompilation(false)
                .withMaxDepth(plan.depth())
                .withMaxGraphMemoryBytes(plan.memoryBytes());
        fory = builder.build();
        close((ClassResolver) fory.getTypeResolver());
        register(plan);
    }

    /** What an instance is to know, and whether one of the types has a component for classes. */
    record Plan(
            List<Class<?>> types,
            Set<Class<?>> textClasses,
            boolean namesClasses,
            @Nullable RefCodec refs,
            int depth,
            long memoryBytes) {

        Plan with(Set<Class<?>> texts) {
            return new Plan(types, texts, namesClasses, refs, depth, memoryBytes);
        }
    }

    private static void close(ClassResolver resolver) {
        for (Class<?> type : resolver.getRegisteredClasses()) {
            if (!type.isPrimitive() && !JdkTypes.isKnown(type)) {
                resolver.registerInternalSerializer(type, Refusing.of(resolver, type));
            }
        }
    }

    private void register(Plan plan) {
        int number = 0;
        fory.register(ActorRef.class, number++);
        for (Class<?> type : JdkTypes.NUMBERED) {
            fory.register(type, number++);
        }
        for (Class<?> type : plan.types()) {
            fory.register(type, number++);
        }
        addText(ZoneId.class, ZoneId::getId, ZoneId::of);
        addText(Path.class, Path::toString, Path::of);
        addRefs(plan.refs());
        if (plan.namesClasses()) { // else it stays closed
            addClasses(plan.types());
        }
        for (Class<?> type : plan.textClasses()) {
            fory.getTypeResolver().registerRuntimeTypeAlias(type, Objects.requireNonNull(Gate.textType(type)));
        }
    }

    private <T> void addText(Class<T> type, Function<T, String> to, Function<String, T> from) {
        fory.registerSerializer(type, new TextSerializer<>(fory.getTypeResolver(), type, to, from));
    }

    @SuppressWarnings("rawtypes")
    private void addRefs(@Nullable RefCodec refs) {
        addText(
                ActorRef.class,
                ref -> present(refs).encode((ActorRef<?>) ref),
                text -> present(refs).decode(text));
    }

    /** A class is the name of one that may travel itself. */
    @SuppressWarnings("rawtypes")
    private void addClasses(List<Class<?>> types) {
        Map<String, Class<?>> byName = types.stream().collect(Collectors.toMap(Class::getName, Function.identity()));
        addText(Class.class, type -> allowed(byName, type.getName()).getName(), name -> allowed(byName, name));
    }

    private static Class<?> allowed(Map<String, Class<?>> types, String name) {
        Class<?> type = types.get(name);
        if (type == null) {
            throw new CodecException(Kind.NOT_ALLOWED, Advice.notAllowed(name), null);
        }
        return type;
    }

    private static RefCodec present(@Nullable RefCodec refs) {
        if (refs == null) {
            throw new CodecException(
                    Kind.UNSUPPORTED,
                    "io.sparkactor.ActorRef does not travel here; say how with ForyCodec.builder().refs(…)",
                    null);
        }
        return refs;
    }

    /**
     * The bytes of a value.
     *
     * @throws MetTextClass if there is a class in it under which values travel as text, and which this instance does not know
     */
    byte[] encode(@Nullable Object value) throws MetTextClass {
        refuseBare(value);
        gate.takeRefused();
        try {
            return fory.serialize(value);
        } catch (RuntimeException e) {
            Class<?> refused = gate.takeRefused();
            if (refused != null && Gate.textType(refused) != null) {
                throw new MetTextClass(refused);
            }
            throw faults.encoding(e, refused);
        }
    }

    /** The value that the bytes are. */
    @Nullable
    Object decode(byte[] bytes, int offset, int length) {
        MemoryBuffer buffer = MemoryUtils.wrap(bytes, offset, length);
        Object value;
        try {
            value = fory.deserialize(buffer);
        } catch (RuntimeException e) {
            throw faults.decoding(e);
        }
        int left = length - buffer.readerIndex();
        if (left != 0) {
            throw new CodecException(Kind.MALFORMED, "the value: " + left + " bytes too many", null);
        }
        refuseBare(value);
        return value;
    }

    /** A class is a component of a record, never the message itself: as with CBOR, which does not even have bytes for that. */
    private static void refuseBare(@Nullable Object value) {
        if (value instanceof Class<?>) {
            throw Refusing.fault(Class.class);
        }
    }

    /** A class that must become known first. */
    static final class MetTextClass extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Class<?> type;

        MetTextClass(Class<?> type) {
            super(type.getName(), null, false, false);
            this.type = type;
        }

        Class<?> type() {
            return type;
        }
    }
}
