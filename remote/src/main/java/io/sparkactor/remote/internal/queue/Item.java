package io.sparkactor.remote.internal.queue;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.session.SessionFrame;
import org.jspecify.annotations.Nullable;

/** Something that goes out to a peer. Settled once, on the loop or by whoever closes. */
public sealed interface Item extends Outbox.Sized, FrameChannel.Rider permits Outgoing, FailureNote, ControlItem {

    /** Why it need not be sent any more; null if it is wanted. */
    @Nullable
    DeadLetterReason unwanted(long nowNanos);

    /** What its frame weighs in a session; only where {@link #packedForSession}. */
    long weight();

    /** Whether it can travel in a session. */
    boolean packedForSession();

    /** Whether its frame can travel where none may have more than so many bytes; only where {@link #packedForSession}. */
    boolean fits(int mostBytes);

    /** Whether only who knows streams understands it. */
    boolean isOfStream();

    /** Its frame; only where {@link #packedForSession}. May be called again, after a cut. */
    SessionFrame.Sequenced frame(long seq, long nowNanos);

    /** The other side has it. */
    void delivered();

    /** It will not arrive, or nobody knows. */
    void failed(DeadLetterReason reason);

    /** Where nobody says what has arrived, what was written counts as that. */
    @Override
    default void written(boolean done) {
        if (done) {
            delivered();
        } else {
            failed(DeadLetterReason.UNACKNOWLEDGED);
        }
    }
}
