package io.sparkactor.remote.internal.session;

/** UUIDs as {@link java.util.UUID#toString} writes them: only these come back from 16 bytes as they were. Stateless. */
final class UuidText {

    private static final int LENGTH = 36;

    private UuidText() {}

    static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean right = isDash(i) ? c == '-' : c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (!right) {
                return false;
            }
        }
        return true;
    }

    /** The first 64 bits of what is a UUID. */
    static long high(String uuid) {
        return bits(uuid, 0, 18);
    }

    /** The last 64 bits of what is a UUID. */
    static long low(String uuid) {
        return bits(uuid, 19, LENGTH);
    }

    private static long bits(String uuid, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            if (!isDash(i)) {
                char c = uuid.charAt(i);
                bits = bits << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
            }
        }
        return bits;
    }

    private static boolean isDash(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }
}
