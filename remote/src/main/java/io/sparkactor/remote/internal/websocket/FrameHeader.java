package io.sparkactor.remote.internal.websocket;

import io.sparkactor.SystemId;
import org.jspecify.annotations.Nullable;

/** What a frame says of itself; only an {@link Envelope} has a payload behind it. Immutable. */
public sealed interface FrameHeader {

    /** How many characters each text may have. */
    int LONGEST_TEXT = 1_024;

    /** Who has made the frame. */
    SystemId source();

    /** Which frame this is, or which one it is about; not blank. */
    String frameId();

    /**
     * The first frame of a connection: who is there.
     *
     * @param target the relay, in answer to a {@link Challenge}; null otherwise
     * @param auth that the sender knows the secret of the relay, see {@link RelayProofs}; null without one
     */
    record Register(
            SystemId source,
            @Nullable SystemId target,
            String frameId,
            @Nullable String auth) implements FrameHeader {

        /** As the original writes it on a connection without a relay. */
        public static Register of(SystemId source, String frameId) {
            return new Register(source, null, frameId, null);
        }
    }

    /**
     * A message for an actor of the target.
     *
     * @param frameId the id of the message
     * @param wantsAck false if a relay is to say nothing where it has handed the frame on
     * @param needs the sub-protocol without which the target could not read the payload; null for none
     */
    record Envelope(
            SystemId source,
            SystemId target,
            String frameId,
            boolean wantsAck,
            @Nullable String needs) implements FrameHeader {

        /** As the original writes it. */
        public static Envelope of(SystemId source, SystemId target, String frameId) {
            return new Envelope(source, target, frameId, true, null);
        }
    }

    /**
     * A relay has taken a registration, or handed an envelope on.
     *
     * @param target who had sent it; null if it is not said
     * @param auth that the relay knows the secret too, see {@link RelayProofs}; null where nobody asked
     */
    record Ack(
            SystemId source,
            @Nullable SystemId target,
            String frameId,
            @Nullable String auth) implements FrameHeader {}

    /**
     * A relay has not taken a registration, or not handed an envelope on.
     *
     * @param target who had sent it; null if it is not said
     * @param reason why, for people; null if it is not said
     */
    record Nack(
            SystemId source,
            @Nullable SystemId target,
            String frameId,
            @Nullable String reason) implements FrameHeader {}

    /**
     * The first frame of a relay to a client that asked for {@link RelayProofs#SUB_PROTOCOL}.
     *
     * @param frameId the relay's nonce
     * @param frameBytes how many bytes a message may have that the relay takes
     */
    record Challenge(SystemId source, String frameId, int frameBytes) implements FrameHeader {}
}
