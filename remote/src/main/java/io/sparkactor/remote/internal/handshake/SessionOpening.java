package io.sparkactor.remote.internal.handshake;

import io.netty.handler.codec.CorruptedFrameException;
import io.sparkactor.remote.internal.codec.CodecTag;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.session.SessionTable.Verdict;
import io.sparkactor.remote.internal.wire.FrameSeal;
import java.nio.ByteBuffer;

/**
 * The first frame in each direction behind the handshakes of two Java systems: which session the connection carries. It is sealed like
 * all that follow, so it also shows that its sender knows the secret.
 *
 * <pre>
 * dialler    0x01, answered (u8: 0, 1), number of the session (u64), {@link Standing}, {@link CodecTag}
 * acceptor   0x02, verdict (u8), {@link Standing}, {@link CodecTag}
 *
 * verdict    0 created · 1 resumed · 2 unknown · 3 too many · 4 other codec · 5 crossing
 * </pre>
 *
 * <p>Stateless.
 */
public final class SessionOpening {

    private static final byte OPEN = 1;
    private static final byte ANSWER = 2;

    private SessionOpening() {}

    /** How long the first frame of a dialler may be behind its handshake: it has shown nothing yet, so no more is kept for it. */
    public static int longestOpen() {
        return FrameSeal.BYTES + Open.BYTES + CodecTag.MOST_BYTES;
    }

    /** How long the first frame of an acceptor may be behind its handshake. */
    public static int longestAnswer() {
        return FrameSeal.BYTES + Answer.BYTES + CodecTag.MOST_BYTES;
    }

    /**
     * What the dialler says.
     *
     * @param answered whether it has ever had an answer for this session
     * @param number which session of this run of the dialler; from 1
     * @param standing what it says of itself
     * @param codec what makes bytes of its contents
     */
    public record Open(boolean answered, long number, Standing standing, CodecTag codec) {

        private static final int BYTES = 10 + Standing.BYTES;

        public byte[] encode() {
            ByteBuffer out = ByteBuffer.allocate(BYTES + codec.bytes())
                    .put(OPEN)
                    .put((byte) (answered ? 1 : 0))
                    .putLong(number);
            standing.encode(out);
            codec.encode(out);
            return out.array();
        }

        /** @throws CorruptedFrameException if it is none */
        public static Open decode(byte[] frame, int offset) {
            ByteBuffer in = frame(frame, offset, OPEN, BYTES);
            boolean answered = in.get() != 0;
            long number = in.getLong();
            if (number < 1) {
                throw new CorruptedFrameException("a session with the number " + number);
            }
            var open = new Open(answered, number, Standing.decode(in), CodecTag.decode(in));
            end(in);
            return open;
        }
    }

    /**
     * What the acceptor says.
     *
     * @param verdict what becomes of the session
     * @param standing what it says of itself
     * @param codec what makes bytes of its contents
     */
    public record Answer(Verdict verdict, Standing standing, CodecTag codec) {

        private static final int BYTES = 2 + Standing.BYTES;
        private static final Verdict[] VERDICTS = {
            Verdict.CREATED, Verdict.RESUMED, Verdict.UNKNOWN, Verdict.TOO_MANY, Verdict.OTHER_CODEC, Verdict.CROSSING
        };

        public byte[] encode() {
            byte code = 0;
            while (VERDICTS[code] != verdict) {
                code++;
            }
            ByteBuffer out =
                    ByteBuffer.allocate(BYTES + codec.bytes()).put(ANSWER).put(code);
            standing.encode(out);
            codec.encode(out);
            return out.array();
        }

        /** @throws CorruptedFrameException if it is none */
        public static Answer decode(byte[] frame, int offset) {
            ByteBuffer in = frame(frame, offset, ANSWER, BYTES);
            int code = in.get();
            if (code < 0 || code >= VERDICTS.length) {
                throw new CorruptedFrameException("an answer with the unknown verdict " + code);
            }
            var answer = new Answer(VERDICTS[code], Standing.decode(in), CodecTag.decode(in));
            end(in);
            return answer;
        }
    }

    /** @param least how many bytes it has in front of the codec */
    private static ByteBuffer frame(byte[] frame, int offset, byte kind, int least) {
        if (frame.length - offset < least || frame[offset] != kind) {
            throw none();
        }
        return ByteBuffer.wrap(frame, offset + 1, frame.length - offset - 1);
    }

    private static void end(ByteBuffer in) {
        if (in.hasRemaining()) {
            throw none();
        }
    }

    private static CorruptedFrameException none() {
        return new CorruptedFrameException(
                "the first frame behind the handshakes must say which session the connection carries");
    }
}
