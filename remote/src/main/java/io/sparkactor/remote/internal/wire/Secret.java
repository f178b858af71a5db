package io.sparkactor.remote.internal.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that two systems share, for HMAC-SHA256: the secret of a transport, or the key of one session. Thread-safe. Equal only to
 * itself, and never shown.
 */
public final class Secret {

    private static final String ALGORITHM = "HmacSHA256";

    /** What is signed to compare two, and nowhere else. */
    private static final byte[] SAMPLE = bytes("spark-same-secret");

    private final SecretKeySpec key;

    private Secret(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException(
                    "an empty secret protects nothing; is the variable set that it was to come from?");
        }
        key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /**
     * A secret of bytes, which are copied.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes);
    }

    /**
     * A secret of a text, in UTF-8 as in the original.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature for a handshake: lower-case hexadecimal digits over version, system, codec and nonce, and nothing else. */
    public String sign(Hello hello) {
        String text = hello.version() + ":" + hello.systemId().uuid() + ":" + hello.codec() + ":" + hello.nonce();
        return HexFormat.of().formatHex(mac(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a handshake has the right signature; takes the same time for each wrong one. */
    public boolean verifies(Hello hello) {
        String signature = hello.signature();
        return signature != null && MessageDigest.isEqual(bytes(sign(hello)), bytes(signature));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The MAC over all parts, one behind the other; 32 bytes. Where the parts' lengths vary, they must be told in them. */
    public byte[] mac(byte[]... parts) {
        Mac mac = newMac();
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** Whether another one was made of the same bytes; takes the same time for each that was not. */
    public boolean isSameAs(Secret other) {
        return MessageDigest.isEqual(mac(SAMPLE), other.mac(SAMPLE));
    }

    /** A MAC with this key, for the use of one thread. */
    Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM + "; this one does not", e);
        }
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "Secret(…)";
    }
}
