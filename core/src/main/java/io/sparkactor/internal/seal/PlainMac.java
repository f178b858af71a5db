package io.sparkactor.internal.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 over plain values. Each goes in with its kind and its length, maps by the order of their keys, so that two different values never
 * give the same bytes, and a value gives the same ones on both sides of a codec. Stateless.
 */
final class PlainMac {

    private static final String ALGORITHM = "HmacSHA256";

    private PlainMac() {}

    /**
     * The code of some values.
     *
     * @param values texts, truth values, {@code Long}, {@code Double}, lists of these and maps with texts for keys
     * @throws IllegalArgumentException if there is anything else
     */
    static byte[] of(byte[] key, Object... values) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            add(mac, List.of(values));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM + "; this one does not", e);
        }
    }

    /** The same, as text. */
    static String text(byte[] key, Object... values) {
        return HexFormat.of().formatHex(of(key, values));
    }

    /** Whether a text is that of the code; takes as long wherever the two differ. */
    static boolean matches(String claimed, byte[] key, Object... values) {
        byte[] expected = text(key, values).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, claimed.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(Mac mac, @Nullable Object value) {
        switch (value) {
            case String text -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                head(mac, 's', bytes.length);
                mac.update(bytes);
            }
            case Boolean truth -> head(mac, 'b', truth ? 1 : 0);
            case Long number -> head(mac, 'n', number);
            case Double number -> head(mac, 'd', Double.doubleToRawLongBits(number));
            case List<?> list -> {
                head(mac, 'l', list.size());
                list.forEach(each -> add(mac, each));
            }
            case Map<?, ?> map -> {
                head(mac, 'm', map.size());
                sorted(map).forEach((key, each) -> {
                    add(mac, key);
                    add(mac, each);
                });
            }
            case null -> throw new IllegalArgumentException("no plain value: null");
            default ->
                throw new IllegalArgumentException(
                        "no plain value: " + value.getClass().getName());
        }
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String text) || value == null) {
                throw new IllegalArgumentException("no plain map: its keys must be texts, and no value null");
            }
            sorted.put(text, value);
        });
        return sorted;
    }

    private static void head(Mac mac, char kind, long number) {
        mac.update(ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) kind)
                .putLong(number)
                .flip());
    }
}
