package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.spi.CodecException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * The canonical constructor and the accessors of a record class. Immutable.
 *
 * @param constructor takes an array of all components
 * @param accessors one for each component, from record to value
 */
record RecordAccess(MethodHandle constructor, List<MethodHandle> accessors) {

    private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

    /**
     * Finds them.
     *
     * @param given lookups of users, for packages that their modules do not open
     * @throws CodecException if none of them may see the record
     */
    static RecordAccess of(Class<?> type, List<Lookup> given) {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Lookup lookup = lookup(type, given);
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types));
            var accessors = new MethodHandle[components.length];
            for (int i = 0; i < components.length; i++) {
                accessors[i] = lookup.unreflect(components[i].getAccessor()).asType(ACCESSOR);
            }
            MethodHandle spreader =
                    constructor.asSpreader(Object[].class, types.length).asType(CONSTRUCTOR);
            return new RecordAccess(spreader, List.of(accessors));
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new CodecException(CodecException.Kind.INACCESSIBLE, advice(type), e);
        }
    }

    private static Lookup lookup(Class<?> type, List<Lookup> given) throws IllegalAccessException {
        // A named module does not read the class path by itself.
        RecordAccess.class.getModule().addReads(type.getModule());
        for (Lookup lookup : given) {
            if (lookup.lookupClass().getModule() == type.getModule()) {
                return MethodHandles.privateLookupIn(type, lookup);
            }
        }
        Lookup own = MethodHandles.lookup();
        return type.getModule().isOpen(type.getPackageName(), RecordAccess.class.getModule()) || !isPublic(type)
                ? MethodHandles.privateLookupIn(type, own)
                : own;
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private static String advice(Class<?> type) {
        Module own = RecordAccess.class.getModule();
        return "the record " + type.getName() + " is in a package that its module does not open: write \"opens "
                + type.getPackageName() + (own.isNamed() ? " to " + own.getName() : "")
                + ";\" into the module-info.java of "
                + type.getModule().getName()
                + ", or give CborCodec.builder().lookup(MethodHandles.lookup()) a lookup made in that module";
    }
}
