package io.sparkactor.remote.internal.queue;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionFrame;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody of another system, who waits, that there will be no reply. Not in the books: if it is lost, the one who waits does so
 * until its time is over. Immutable.
 *
 * @param asker the uuid of the one who waits
 * @param cause why
 */
record FailureNote(String asker, FailureCause cause) implements Item {

    @Override
    public int bytes() {
        return (int) weight();
    }

    @Override
    public @Nullable DeadLetterReason unwanted(long nowNanos) {
        return null;
    }

    @Override
    public long weight() {
        return frame(0, 0).weight();
    }

    @Override
    public boolean packedForSession() {
        return true;
    }

    @Override
    public boolean fits(int mostBytes) {
        return asker.length() <= SessionFrame.LONGEST_ID;
    }

    @Override
    public boolean isOfStream() {
        return false;
    }

    @Override
    public SessionFrame.AskFailure frame(long seq, long nowNanos) {
        return new SessionFrame.AskFailure(seq, asker, cause);
    }

    @Override
    public void delivered() {
        // It has done its work.
    }

    @Override
    public void failed(DeadLetterReason reason) {
        // Nobody here waits for it.
    }
}
