package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Heartbeat;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Unknown;

/**
 * The bytes of session frames. Stateless.
 *
 * <pre>
 * frame       kind (1 byte), then
 * 1 message   flags (1 byte), seq, target (id), what the flags say in the order of their bits, payload (the rest)
 *             flags: 1 ask · 2 sender (id) · 4 system of the sender (id) · 8 time to live in ns · 16 headers · 32 id (id)
 *             · 64 stream: with 1, how many chunks may be ahead of the reader, else the number of the chunk · 128 with 64: it is the result
 *             headers: count, then name (text) and value (text) for each
 * 2 failure   seq, asker (id), cause (1 byte): 0 threw: class, message, stack trace (texts) · 1 stopped · 2 refused: reason
 * 3 acknowledge
 *             up to, credit in frames behind that, credit in weight, count of refusals, then for each:
 *             how far behind the one before (the first: behind 0), reason
 * 4 heartbeat nothing
 * 5 bye       why (1 byte): 0 closed · 1 violated; detail (text)
 * 6 control   verb (1 byte), seq, to (id), from (id) but for stops and of streams, exit of those who have stopped, count of what was read
 *             verb: 0 stop · 1 stop behind the queue · 2 monitor · 3 unmonitor · 4 exited · 5 link · 6 unlink · 7 unlinked · 8 link exited
 *             · 9 stream read · 10 stream cancelled: to is the reader, by which the other side knows the stream
 *             exit (1 byte): 0 normal · 1 parent stopped · 2 syndicate closed · 3 no actor · 4 unreachable: why (text) · 5 failed: threw
 *             · 6 escalated: threw · 7 restarted too often: restarts, seconds and ns of the period, threw
 *             · 8 linked: origin (id), exit · 9 linked: system of the origin (id), origin (id), exit
 *             threw: class, message, stack trace (texts). No link in a link. Ids of to and from: at most 36 characters
 *
 * number      7 bits a byte, the lowest first; the highest bit is set in all but the last byte. At most 63 bits
 * text        its length in bytes, UTF-8
 * id          0 and 16 bytes, if it is a UUID in lower case; else a text, not blank
 * reason      1 byte, see {@link ReasonCode}
 * </pre>
 *
 * <p>Kinds up to 127 must be understood: an unknown one is refused, as is a flag, a reason or a byte too many. What a later version adds
 * there has to be negotiated in the handshake: the flags 64 and 128 and the verbs 9 and 10 are for who offers version 2. Kinds from 128 on may be ignored by who does not know them; they are never numbered, as one
 * that was ignored would be missing.
 */
public final class SessionFrames {

    /** Frames that are no messages are never longer than this: a limit for all frames must not be lower. */
    public static final int LEAST_LIMIT = 1 << 20;

    static final int MESSAGE = 1;
    static final int ASK_FAILURE = 2;
    static final int ACKNOWLEDGE = 3;
    static final int HEARTBEAT = 4;
    static final int BYE = 5;
    static final int CONTROL = 6;
    static final int MAY_BE_IGNORED = 128;

    private SessionFrames() {}

    /**
     * Whether a message can travel at all, under whatever number. To be asked before it is taken: one that cannot would end the connection each
     * time that it is sent.
     *
     * @param mostBytes how long a frame may be for both sides; at least {@link #LEAST_LIMIT}
     */
    public static boolean carries(Message message, int mostBytes) {
        return MessageFields.hasAllowedParts(message) && MessageFields.mostBytes(message) <= mostBytes;
    }

    /**
     * Writes a frame behind what is in the buffer, which grows as needed.
     *
     * @throws IllegalArgumentException if a message has more than {@link SessionFrame#MOST_HEADERS}, an id is longer than {@link
     *     SessionFrame#LONGEST_ID}, or a number is negative
     */
    public static void encode(SessionFrame frame, ByteBuf target) {
        FieldWriter out = new FieldWriter(target);
        if (frame instanceof Message message) {
            MessageFields.write(message, out.code(MESSAGE));
        } else {
            encodeOther(frame, out);
        }
    }

    /** Apart from messages, which nearly all are: what is compiled for a switch over all is thrown away with each rare one that comes. */
    private static void encodeOther(SessionFrame frame, FieldWriter out) {
        switch (frame) {
            case Message _ -> throw new IllegalArgumentException("a message is encoded above");
            case AskFailure failure -> FailureFields.write(failure, out.code(ASK_FAILURE));
            case Control control -> ControlFields.write(control, out.code(CONTROL));
            case Acknowledge acknowledge -> AcknowledgeFields.write(acknowledge, out.code(ACKNOWLEDGE));
            case Heartbeat _ -> out.code(HEARTBEAT);
            case Bye bye -> out.code(BYE).code(code(bye.why())).text(bye.detail());
            case Unknown unknown -> out.code(unknown.kind());
        }
    }

    /**
     * Reads one frame: all that is readable.
     *
     * @throws SessionException if it is malformed. What was announced is only allocated if it is there
     */
    public static SessionFrame decode(ByteBuf source) throws SessionException {
        FieldReader in = new FieldReader(source);
        int kind = in.code();
        if (kind >= MAY_BE_IGNORED) {
            in.skipRest();
            return new Unknown(kind);
        }
        SessionFrame frame = kind == MESSAGE ? MessageFields.read(in) : decodeOther(kind, in);
        in.end();
        return frame;
    }

    private static SessionFrame decodeOther(int kind, FieldReader in) throws SessionException {
        return switch (kind) {
            case ASK_FAILURE -> FailureFields.read(in);
            case CONTROL -> ControlFields.read(in);
            case ACKNOWLEDGE -> AcknowledgeFields.read(in);
            case HEARTBEAT -> new Heartbeat();
            case BYE -> bye(in);
            default -> throw new SessionException("there is no frame of kind " + kind);
        };
    }

    private static int code(Bye.Why why) {
        return switch (why) {
            case CLOSED -> 0;
            case VIOLATED -> 1;
        };
    }

    private static Bye bye(FieldReader in) throws SessionException {
        Bye.Why why = switch (in.code()) {
            case 0 -> Bye.Why.CLOSED;
            case 1 -> Bye.Why.VIOLATED;
            default -> throw new SessionException("a good-bye for an unknown reason");
        };
        return new Bye(why, in.text(FieldReader.LONGEST_TEXT));
    }
}
