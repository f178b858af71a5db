package io.sparkactor.codec.cbor.internal.shape;

import java.util.Collection;
import java.util.Map;

/** What to do instead of sending a type that does not travel. Stateless. */
final class Travelling {

    private Travelling() {}

    static String advice(Class<?> type) {
        String what = type.getName()
                + " does not travel: it is no record, enum, List, Set, Map, array, number, text or time; ";
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return what + "declare it as a List, a Set or a Map";
        }
        return what + "put what it holds into a record";
    }
}
