package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.internal.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Takes out of texts and of the strings of JSON what looks like a secret. Immutable. */
public final class Secrets {

    /** What stands in its place. */
    static final String REMOVED = "[removed]";

    private static final int SHORTEST_VALUE = 8;
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(KEY|TOKEN|SECRET|PASSWORD)");
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("\\b(?:sk|pk|rk)-[A-Za-z0-9_-]{16,}"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{20,}"),
            Pattern.compile("\\bAKIA[A-Z0-9]{16}\\b"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{30,}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
            Pattern.compile("(?i)\\bBearer\\s+[A-Za-z0-9._~+/=-]{8,}"),
            Pattern.compile("(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----"));

    /** Longest first: where one is a part of another, that must not leave the rest behind. */
    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** Keys and tokens of common shapes, and the values of variables whose names say that they are secret. */
    public static Secrets of(Map<String, String> environment) {
        List<String> values = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches() && value.length() >= SHORTEST_VALUE) {
                // A call's arguments are JSON in a string, and stand within the JSON of a provider's own data.
                String escaped = escaped(value);
                values.addAll(List.of(value, escaped, escaped(escaped)));
            }
        });
        return new Secrets(values.stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    /** As it stands between the quotation marks of a string of JSON. */
    private static String escaped(String value) {
        String quoted = Json.write(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** The text without them. */
    public String removedFrom(String text) {
        String clean = text;
        for (String value : values) {
            clean = clean.replace(value, REMOVED);
        }
        for (Pattern shape : SHAPES) {
            clean = shape.matcher(clean).replaceAll(REMOVED);
        }
        return clean;
    }

    /** A copy whose strings are without them; names of properties stay. */
    JsonNode removedFrom(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(removedFrom(text.stringValue()));
            case ArrayNode array -> {
                ArrayNode clean = array.arrayNode();
                array.forEach(element -> clean.add(removedFrom(element)));
                yield clean;
            }
            case ObjectNode object -> {
                ObjectNode clean = object.objectNode();
                object.properties().forEach(entry -> clean.set(entry.getKey(), removedFrom(entry.getValue())));
                yield clean;
            }
            default -> node;
        };
    }
}
