package io.sparkactor.remote.internal.link;

import io.netty.handler.codec.CorruptedFrameException;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.SessionFrames;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What one side says of itself when a connection begins to carry a session: in 16 bytes, in the order of the parts. Immutable.
 *
 * @param received how many numbered frames of the session it has received (u64)
 * @param largest how long a frame it takes (u32)
 * @param beatMillis how often it says that it lives (u32)
 */
public record Standing(long received, int largest, int beatMillis) {

    /** How many bytes it has. */
    public static final int BYTES = 16;

    /** Whoever is silent for longer is not waited for, whatever it says of itself. */
    private static final int LONGEST_BEAT_MILLIS = 600_000;

    /** Ours. */
    public static Standing of(Parts parts, long received) {
        long millis = parts.settings().times().heartbeat().toMillis();
        return new Standing(received, Session.largest(parts), Math.clamp(millis, 1, LONGEST_BEAT_MILLIS));
    }

    public void encode(ByteBuffer out) {
        out.putLong(received).putInt(largest).putInt(beatMillis);
    }

    /** @throws CorruptedFrameException if it cannot be */
    public static Standing decode(ByteBuffer in) {
        var standing = new Standing(in.getLong(), in.getInt(), in.getInt());
        if (standing.received < 0 || standing.largest < SessionFrames.LEAST_LIMIT) {
            throw new CorruptedFrameException("a peer with " + standing.received + " frames of at most "
                    + standing.largest + " bytes, where " + SessionFrames.LEAST_LIMIT + " are needed");
        }
        if (standing.beatMillis < 1 || standing.beatMillis > LONGEST_BEAT_MILLIS) {
            throw new CorruptedFrameException("a heartbeat every " + standing.beatMillis + " ms");
        }
        return standing;
    }

    /** The time between two of its heartbeats. */
    Duration beat() {
        return Duration.ofMillis(beatMillis);
    }
}
