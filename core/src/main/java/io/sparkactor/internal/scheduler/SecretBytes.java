package io.sparkactor.internal.scheduler;

import java.security.SecureRandom;

/** Random bytes for secrets. Thread-safe. */
public final class SecretBytes {

    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretBytes() {}

    /** So many of them. */
    public static byte[] make(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
