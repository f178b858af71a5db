package io.sparkactor.remote.internal.relay.bounds;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The signatures with which clients of the original have registered: each is good for once. Remembers the last ones. Confined to the loop.
 *
 * <p>Only signatures that are right come in here, so nobody without the secret can push one out.
 */
public final class UsedSignatures {

    /** How many are remembered. */
    public static final int MOST = 100_000;

    private static final int DIGITS = 16;
    private static final int RADIX = 16;

    private final Set<Long> used = new LinkedHashSet<>();

    /**
     * Whether a signature is new; from now on it is not.
     *
     * @param signature hexadecimal digits, of which 64 bits are kept
     */
    public boolean add(String signature) {
        if (!used.add(Long.parseUnsignedLong(signature, 0, DIGITS, RADIX))) {
            return false;
        }
        if (used.size() > MOST) {
            used.remove(used.iterator().next());
        }
        return true;
    }
}
