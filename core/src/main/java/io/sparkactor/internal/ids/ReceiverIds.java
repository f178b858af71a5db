package io.sparkactor.internal.ids;

import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the UUIDs of the receivers of one syndicate from their numbers, so that nothing need be kept for them. Whoever was not given one cannot
 * find it, however many others he has; and of each it can be said later whether it was one of ours, and of what kind. Thread-safe.
 *
 * <pre>
 * 0                    48   52             63  64 66                             127
 * +---------------------+----+--------------+-+--+---------------------------------+
 * | number, high part   |0100| low part     |a|10| SipHash of the first 64 bits     |
 * +---------------------+----+--------------+-+--+---------------------------------+
 * number  59 bits, the number of the receiver, scattered from a secret beginning; two of them tell how many receivers came between
 * a       1 for who takes the reply to an ask
 * </pre>
 */
public final class ReceiverIds {

    /** How many characters a UUID has. */
    private static final int LENGTH = 36;

    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_4 = 0x4000L;
    private static final long LOW_PART = 0x0FFFL;
    private static final long HASH_BITS = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long SCATTER = 0x9E37_79B9_7F4A_7C15L;

    private final LongSupplier secrets;
    private volatile @Nullable Keys keys;

    private record Keys(SipHash hash, long offset) {}

    /**
     * Makes ids under keys that are drawn when the first id is asked for, as most syndicates never need one.
     *
     * @param secrets see {@link io.sparkactor.spi.RuntimeHooks#secretLong}
     */
    public ReceiverIds(LongSupplier secrets) {
        this.secrets = secrets;
    }

    /**
     * The id of a receiver, the same for ever.
     *
     * @param serial its number
     * @param takesReply whether it takes the reply to an ask, and ends with that
     */
    public UUID of(long serial, boolean takesReply) {
        Keys own = keys();
        // Scattered, so that people can tell ids apart by their beginnings; that nobody finds one is a matter of the
        // hash.
        long number = (serial + own.offset()) * SCATTER << 1 | (takesReply ? 1 : 0);
        long high = (number & ~LOW_PART) << 4 | VERSION_4 | number & LOW_PART;
        return new UUID(high, low(own, high));
    }

    private static long low(Keys keys, long high) {
        return keys.hash().of(high) & HASH_BITS | VARIANT;
    }

    /** Whether that is the id of somebody here who takes the reply to an ask, or did so. */
    public boolean tookReply(String id) {
        UUID known = parse(id);
        if (known == null) {
            return false;
        }
        long high = known.getMostSignificantBits();
        return (high & VERSION_BITS) == VERSION_4
                && (high & 1) == 1
                && known.getLeastSignificantBits() == low(keys(), high);
    }

    /** The UUID that a text stands for; null if it stands for none, as names do. */
    public static @Nullable UUID parse(String id) {
        if (id.length() != LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Keys keys() {
        Keys drawn = keys;
        return drawn == null ? draw() : drawn;
    }

    private synchronized Keys draw() {
        Keys drawn = keys;
        if (drawn == null) {
            drawn = new Keys(new SipHash(secrets.getAsLong(), secrets.getAsLong()), secrets.getAsLong());
            keys = drawn;
        }
        return drawn;
    }
}
