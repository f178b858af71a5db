package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names a tunnel: 16 bytes that nobody can guess, chosen by whoever opens it. So nobody but its two ends, and the relay, can say anything
 * about it. Immutable.
 */
public record TunnelId(long high, long low) {

    static final int BYTES = 16;

    // Not the runtime's randomness, which may be replayed.
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static TunnelId next() {
        return new TunnelId(RANDOM.nextLong(), RANDOM.nextLong());
    }

    static TunnelId read(ByteBuf in) {
        return new TunnelId(in.readLong(), in.readLong());
    }

    void write(ByteBuf out) {
        out.writeLong(high).writeLong(low);
    }

    /** As the id of a frame: 32 lower-case hexadecimal digits. */
    public String text() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
