package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Mac;

/**
 * Checks the seals of what comes in on one connection; see {@link FrameSeal}. Confined to whoever reads the connection, one per
 * connection and direction.
 *
 * <p>A frame that is left out, comes twice or in another order has the wrong counter; one that was changed, or that somebody without the
 * key has made, has the wrong MAC. After a refusal all further frames are refused: the connection must be closed.
 */
public final class FrameOpener {

    private final Mac mac;
    private long opened;
    private boolean broken;

    /** An opener that expects counter 1. */
    public FrameOpener(Secret key) {
        this.mac = key.newMac();
    }

    /**
     * Checks a frame.
     *
     * @param frame holds the sealed frame, without the length in front, from {@code offset} on; not changed
     * @param length how many bytes it has
     * @return the index at which the body begins, {@link FrameSeal#BYTES} behind {@code offset}; it ends with the frame
     * @throws FrameException if it is too short, has the wrong counter or the wrong MAC, or if one before it was refused
     * @throws IndexOutOfBoundsException if the range is outside of the array
     */
    public int open(byte[] frame, int offset, int length) throws FrameException {
        Objects.checkFromIndexSize(offset, length, frame.length);
        if (broken) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "a frame before this one was refused; what follows cannot be trusted");
        }
        // Until it is found to be right.
        broken = true;
        if (length < FrameSeal.BYTES) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "a sealed frame of " + length + " bytes; the seal alone has " + FrameSeal.BYTES);
        }
        checkMac(frame, offset, length);
        checkCounter(ByteBuffer.wrap(frame).getLong(offset));
        opened++;
        broken = false;
        return offset + FrameSeal.BYTES;
    }

    // The MAC first: without it, a counter is only what somebody says.
    private void checkMac(byte[] frame, int offset, int length) throws FrameException {
        mac.update(frame, offset, FrameSeal.COUNTER_BYTES);
        mac.update(frame, offset + FrameSeal.BYTES, length - FrameSeal.BYTES);
        byte[] found = Arrays.copyOfRange(frame, offset + FrameSeal.COUNTER_BYTES, offset + FrameSeal.BYTES);
        if (!MessageDigest.isEqual(mac.doFinal(), found)) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "the seal of frame " + (opened + 1)
                            + " is wrong: it was changed on its way, or sealed with another secret");
        }
    }

    private void checkCounter(long counter) throws FrameException {
        if (counter != opened + 1) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "frame " + (opened + 1) + " was expected, but " + Long.toUnsignedString(counter)
                            + " came: frames were lost, or somebody plays them again");
        }
    }
}
