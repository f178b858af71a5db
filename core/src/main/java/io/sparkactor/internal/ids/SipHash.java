package io.sparkactor.internal.ids;

/**
 * SipHash-2-4 of one number of 64 bits, by Aumasson and Bernstein: who does not have the key can compute no result from any others. Much
 * faster than what the JDK has for that, which counts as an id is made for each message that goes to another system. Immutable.
 *
 * @param key0 the first half of the key
 * @param key1 the second
 */
record SipHash(long key0, long key1) {

    /** "somepseudorandomlygeneratedbytes", as the algorithm has it. */
    private static final long START0 = 0x736f_6d65_7073_6575L;

    private static final long START1 = 0x646f_7261_6e64_6f6dL;
    private static final long START2 = 0x6c79_6765_6e65_7261L;
    private static final long START3 = 0x7465_6462_7974_6573L;

    /** What stands behind the number: no further bytes, 8 in all. */
    private static final long END = 8L << 56;

    /** The hash of the eight bytes of a number, the lowest first. */
    long of(long number) {
        var state = new State(key0 ^ START0, key1 ^ START1, key0 ^ START2, key1 ^ START3);
        state.take(number);
        state.take(END);
        return state.end();
    }

    /** What is mixed. Never leaves the method that made it, so it costs no memory once that is compiled. */
    private static final class State {

        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long v0, long v1, long v2, long v3) {
            this.v0 = v0;
            this.v1 = v1;
            this.v2 = v2;
            this.v3 = v3;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end() {
            v2 ^= 0xff;
            round();
            round();
            round();
            round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
