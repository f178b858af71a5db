package io.sparkactor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;

/**
 * The identity of a syndicate. Two systems that give the same name get the same id, in Python and in Java.
 *
 * @param uuid a UUID in its 36 characters; any other text that is not empty is accepted, as it may come from a peer
 */
public record SystemId(String uuid) {

    private static final UUID DNS_NAMESPACE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /** Checks the text. */
    public SystemId {
        if (Objects.requireNonNull(uuid, "uuid").isBlank()) {
            throw new IllegalArgumentException("the uuid of a SystemId must not be blank");
        }
    }

    /**
     * The id that belongs to a name: the UUID of version 5 in the DNS namespace, as the Python original makes it.
     *
     * @param name the name of the syndicate
     */
    public static SystemId ofName(String name) {
        byte[] text = Objects.requireNonNull(name, "name").getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + text.length)
                .putLong(DNS_NAMESPACE.getMostSignificantBits())
                .putLong(DNS_NAMESPACE.getLeastSignificantBits())
                .put(text);
        ByteBuffer hash = ByteBuffer.wrap(sha1().digest(input.array()));
        long high = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new SystemId(new UUID(high, low).toString());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1; this one does not", e);
        }
    }

    /** For people: {@code System(8b8a5ce0)}. */
    @Override
    public String toString() {
        return "System(" + uuid.substring(0, Math.min(8, uuid.length())) + ")";
    }
}
