package io.sparkactor.internal.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What systems can and specs require: names with plain values. Stateless. */
public final class Capabilities {

    static final int MOST = 100;
    static final int LONGEST_NAME = 100;
    static final int LONGEST_TEXT = 1_000;

    private Capabilities() {}

    /**
     * Some capabilities and more; those win.
     *
     * @return sorted and unmodifiable
     * @throws IllegalArgumentException if one is none
     */
    public static Map<String, Object> with(Map<String, Object> some, Map<String, ?> more) {
        Map<String, Object> all = new TreeMap<>(some);
        Objects.requireNonNull(more, "requirements").forEach((name, value) -> all.put(checked(name), plain(value)));
        if (all.size() > MOST) {
            throw new IllegalArgumentException("a system has at most " + MOST + " capabilities, not " + all.size());
        }
        return Collections.unmodifiableMap(all);
    }

    private static String checked(String name) {
        if (Objects.requireNonNull(name, "name").isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a capability has 1 to " + LONGEST_NAME
                    + " characters that are not all blank, not " + name.length());
        }
        return name;
    }

    /** A value in the one form in which it is compared and travels. */
    private static Object plain(Object value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case String text when text.length() <= LONGEST_TEXT -> text;
            case Boolean truth -> truth;
            case Long number -> number;
            case Double number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            default ->
                throw new IllegalArgumentException("a capability is a text of at most " + LONGEST_TEXT
                        + " characters, a truth value or a number, not a "
                        + value.getClass().getName());
        };
    }

    /** Which of the requirements somebody lacks, as {@code gpu=true}; in the order of their names. */
    static List<String> missing(Map<String, Object> required, Map<String, Object> present) {
        List<String> missing = new ArrayList<>();
        required.forEach((name, value) -> {
            if (!value.equals(present.get(name))) {
                missing.add(name + "=" + value);
            }
        });
        return missing;
    }
}
