package io.sparkactor.internal.ids;

import java.util.regex.Pattern;

/** Tells ids of actors from names. Stateless. */
public final class UuidText {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private UuidText() {}

    /** Whether a text is a UUID, in its 36 characters. */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }
}
