package io.sparkactor.agent.internal.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes out of a text what looks like a secret. Immutable. */
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

    private final List<String> values;

    private Secrets(List<String> values) {
        this.values = values;
    }

    /** Keys and tokens of common shapes, and the values of variables whose names say that they are secret. */
    public static Secrets of(Map<String, String> environment) {
        List<String> values = new ArrayList<>();
        environment.forEach((name, value) -> {
            if (SECRET_NAME.matcher(name).matches() && value.length() >= SHORTEST_VALUE) {
                values.add(value);
            }
        });
        return new Secrets(List.copyOf(values));
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
}
