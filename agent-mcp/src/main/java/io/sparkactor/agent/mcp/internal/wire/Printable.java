package io.sparkactor.agent.mcp.internal.wire;

import java.util.regex.Pattern;

/** Words of others for the log. Stateless. */
public final class Printable {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t]]");

    private Printable() {}

    /** With {@code ?} for what would be a command to a terminal, or hide something on it. */
    public static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
