package io.sparkactor.internal.federation;

import io.sparkactor.internal.ids.UuidText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What another system has sent, read strictly: each part must be there, of its type, and within its limits. Immutable. */
record Fields(Map<?, ?> map) {

    /** A copy, as a sorted map throws where it is asked for a text and its keys are something else. */
    Fields {
        map = new LinkedHashMap<>(map);
    }

    /** It makes no sense. */
    static final class MalformedException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** @throws MalformedException if it is no map */
    static Fields of(@Nullable Object content) {
        if (content instanceof Map<?, ?> map) {
            return new Fields(map);
        }
        throw new MalformedException("it is no map but "
                + (content == null ? "null" : content.getClass().getName()));
    }

    String text(String name, int longest) {
        return optionalText(name, longest).orElseThrow(() -> malformed(name));
    }

    Optional<String> optionalText(String name, int longest) {
        Object value = map.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && text.length() <= longest) {
            return Optional.of(text);
        }
        throw malformed(name);
    }

    /** The uuid of an actor. */
    String uuid(String name) {
        String text = text(name, 36);
        if (UuidText.isUuid(text)) {
            return text;
        }
        throw malformed(name);
    }

    long number(String name, long least, long most) {
        if (map.get(name) instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw malformed(name);
    }

    boolean truth(String name) {
        if (map.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw malformed(name);
    }

    Fields fields(String name) {
        if (map.get(name) instanceof Map<?, ?> inner) {
            return new Fields(inner);
        }
        throw malformed(name);
    }

    /** A list; null elements only if the reader takes them. */
    <T extends @Nullable Object> List<T> list(String name, int longest, Function<@Nullable Object, T> each) {
        if (!(map.get(name) instanceof List<?> list) || list.size() > longest) {
            throw malformed(name);
        }
        List<T> read = new ArrayList<>();
        list.forEach(element -> read.add(each.apply(element)));
        return read;
    }

    /** What a system can, or what is required of it. */
    Map<String, Object> capabilities(String name) {
        Map<String, Object> read = new TreeMap<>();
        fields(name).map().forEach((key, value) -> {
            if (!(key instanceof String text) || value == null) {
                throw malformed(name);
            }
            read.put(text, value);
        });
        try {
            return Capabilities.with(Map.of(), read);
        } catch (IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    static MalformedException malformed(String name) {
        return new MalformedException("\"" + name + "\" is not there, of another type, or too large");
    }
}
