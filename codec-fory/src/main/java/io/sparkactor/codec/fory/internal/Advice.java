package io.sparkactor.codec.fory.internal;

import java.util.Collection;
import java.util.Map;

/** What to do instead of sending a type that does not travel. Stateless. */
final class Advice {

    private static final int LONGEST = 200;

    private Advice() {}

    static String unsupported(Class<?> type) {
        String what = type.getName() + " does not travel with Fory: ";
        if (Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)) {
            return what + "declare a List, a Set or a Map, and send one made by List.copyOf, Set.copyOf or Map.copyOf,"
                    + " an ArrayList, a HashSet, a HashMap, or one of their linked or tree forms";
        }
        return what + "put what it holds into a record";
    }

    static String notAllowed(Class<?> type) {
        if (type.isRecord() || type.isEnum() || type.isArray()) {
            return notAllowed(type.getTypeName());
        }
        return unsupported(type);
    }

    /** The same of a name, which may come from the other end. */
    static String notAllowed(String name) {
        String type = printable(name);
        return "type " + type + " is not allowed; allow it with ForyCodec.builder().allow(" + simple(type) + ".class)";
    }

    private static String simple(String type) {
        String tail = type.substring(type.lastIndexOf('.') + 1);
        return tail.substring(tail.lastIndexOf('$') + 1);
    }

    /** A text that may come from the other end, fit for a log. */
    static String printable(String text) {
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return shortened
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
