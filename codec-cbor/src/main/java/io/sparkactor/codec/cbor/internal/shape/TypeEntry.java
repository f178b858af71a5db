package io.sparkactor.codec.cbor.internal.shape;

/**
 * A type that travels under its name. Immutable.
 *
 * @param type the class
 * @param encodedName its name as a CBOR text
 * @param shape how its values are written
 */
record TypeEntry(Class<?> type, byte[] encodedName, Shape shape) {

    static TypeEntry of(Class<?> type, Shape shape) {
        return new TypeEntry(type, RecordShape.encoded(type.getName()), shape);
    }
}
