package io.sparkactor.remote.internal.queue;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.parts.InFlight;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import org.jspecify.annotations.Nullable;

/**
 * A control on its way out. In no books: if it is lost, the loss of its session is told in its place. Immutable.
 *
 * @param control its frame, with any number
 * @param era the time in which it may be sent
 * @param inFlight where it counts until it is settled
 */
record ControlItem(Control control, Era era, InFlight inFlight) implements Item {

    /** For what is kept beside the texts. */
    private static final int FLAT_BYTES = 128;

    /** One that counts from now on. */
    static ControlItem taken(Control control, Era era, InFlight inFlight) {
        inFlight.controlTaken();
        return new ControlItem(control, era, inFlight);
    }

    @Override
    public int bytes() {
        return FLAT_BYTES + (int) weight();
    }

    @Override
    public @Nullable DeadLetterReason unwanted(long nowNanos) {
        return era.isOver() ? DeadLetterReason.DISCONNECTED : null;
    }

    @Override
    public long weight() {
        return control.weight();
    }

    @Override
    public boolean packedForSession() {
        return true;
    }

    /** It is never longer than what every peer takes. */
    @Override
    public boolean fits(int mostBytes) {
        return true;
    }

    @Override
    public boolean isOfStream() {
        return control.verb().isOfStream();
    }

    @Override
    public Control frame(long seq, long nowNanos) {
        return control.withSeq(seq);
    }

    @Override
    public void delivered() {
        inFlight.controlSettled();
    }

    @Override
    public void failed(DeadLetterReason reason) {
        inFlight.controlSettled();
    }
}
