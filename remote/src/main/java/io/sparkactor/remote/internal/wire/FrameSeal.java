package io.sparkactor.remote.internal.wire;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * Seals the bodies that leave on one connection, if there is a secret.
 *
 * <pre>
 * 0        8                                40
 * +--------+--------------------------------+------+
 * |u64     | MAC, 32 bytes                  | body |   the MAC is over counter and body
 * |counter |                                |      |   the counter is 1 in the first sealed frame, then one more each
 * +--------+--------------------------------+------+
 * </pre>
 *
 * <p>Handshakes are not sealed, and do not count. Confined to whoever writes the connection, one per connection and direction.
 */
public final class FrameSeal {

    /** How many bytes a seal has. */
    public static final int BYTES = 40;

    /** How many of them are the counter. */
    static final int COUNTER_BYTES = 8;

    private final Mac mac;
    private long sealed;

    /** A seal whose first counter is 1. */
    public FrameSeal(Secret key) {
        this.mac = key.newMac();
    }

    /** The next seal, for {@code length} bytes from {@code offset} on: 40 bytes that go in front of them. */
    public byte[] seal(byte[] body, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, body.length);
        byte[] seal = new byte[BYTES];
        write(body, offset, length, seal);
        return seal;
    }

    /** The next sealed frame with all of a body: seal and body, without the length in front. */
    public byte[] sealed(byte[] body) {
        byte[] frame = new byte[Math.addExact(BYTES, body.length)];
        write(body, 0, body.length, frame);
        System.arraycopy(body, 0, frame, BYTES, body.length);
        return frame;
    }

    private void write(byte[] body, int offset, int length, byte[] to) {
        ByteBuffer.wrap(to).putLong(++sealed);
        mac.update(to, 0, COUNTER_BYTES);
        mac.update(body, offset, length);
        try {
            mac.doFinal(to, COUNTER_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a MAC of 32 bytes does not fit in 32 bytes", e);
        }
    }
}
