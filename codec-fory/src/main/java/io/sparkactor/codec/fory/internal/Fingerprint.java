package io.sparkactor.codec.fory.internal;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A digest of what both sides must have the same, as Fory writes values without the names of their parts. Stateless. */
public final class Fingerprint {

    /** Changes whenever the bytes do: with each version of Fory, and with what is registered beside the types of the application. */
    private static final String FORMAT = "fory 1.6.0, 2";

    private static final int DIGITS = 16;

    private Fingerprint() {}

    /** The digest of types in their order. */
    public static String of(List<Class<?>> types) {
        var text = new StringBuilder(FORMAT);
        types.forEach(type -> describe(type, text));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static void describe(Class<?> type, StringBuilder text) {
        text.append('\n').append(type.getName());
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                text.append('\n').append('\t').append(component.getName()).append(' ');
                text.append(component.getGenericType().getTypeName());
            }
        } else if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                text.append('\n').append('\t').append(((Enum<?>) constant).name());
            }
        }
    }
}
