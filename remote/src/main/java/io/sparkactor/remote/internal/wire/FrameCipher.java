package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts or decrypts the frames of one direction of one connection, AES-256-GCM. The nonce is a counter that does not travel: a frame
 * that was changed, left out, doubled or moved cannot be decrypted, nor any behind it: the connection must be closed. Confined to one
 * thread.
 *
 * <pre>
 * 0                  n            n + 16
 * +------------------+------------+
 * | encrypted frame  | tag        |      nonce: 4 bytes 0, then the number of the frame as u64, from 1
 * +------------------+------------+
 * </pre>
 */
public final class FrameCipher {

    /** How many bytes longer a frame is when it is encrypted. */
    public static final int OVERHEAD = 16;

    private static final int NONCE_BYTES = 12;
    private static final int COUNTER_AT = 4;

    private final int mode;
    private final SecretKey key;
    private final Cipher cipher;
    private long frames;
    private boolean broken;

    private FrameCipher(int mode, SecretKey key) {
        this.mode = mode;
        this.key = key;
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM; this one does not", e);
        }
    }

    /** One that encrypts, with a key that is used for nothing else. */
    public static FrameCipher encrypting(SecretKey key) {
        return new FrameCipher(Cipher.ENCRYPT_MODE, key);
    }

    /** One that decrypts. */
    public static FrameCipher decrypting(SecretKey key) {
        return new FrameCipher(Cipher.DECRYPT_MODE, key);
    }

    private void next() throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putLong(COUNTER_AT, ++frames).array();
        cipher.init(mode, key, new GCMParameterSpec(8 * OVERHEAD, nonce));
    }

    /** Encrypts the next frame, which comes in two pieces. */
    public byte[] encrypt(byte[] front, byte[] body) {
        try {
            next();
            byte[] out = new byte[cipher.getOutputSize(front.length + body.length)];
            int done = cipher.update(front, 0, front.length, out, 0);
            cipher.doFinal(body, 0, body.length, out, done);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a frame could not be encrypted", e);
        }
    }

    /**
     * Decrypts the next frame.
     *
     * @throws FrameException if it is not the next one that the other side has encrypted, or if one before it was refused
     */
    public byte[] decrypt(byte[] frame) throws FrameException {
        if (broken) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "a frame before this one was refused; what follows cannot be trusted");
        }
        // Until it is found to be right.
        broken = true;
        try {
            next();
            byte[] out = cipher.doFinal(frame);
            broken = false;
            return out;
        } catch (AEADBadTagException e) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "frame " + frames
                            + " cannot be decrypted: it was changed on its way, one before it is missing, or it was"
                            + " encrypted with another secret",
                    e);
        } catch (GeneralSecurityException e) {
            throw new FrameException(TransportRefusal.AUTHENTICATION, "frame " + frames + " cannot be decrypted", e);
        }
    }
}
