package io.sparkactor.remote.internal.session;

import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The fields of an acknowledgement behind its kind; {@link SessionFrames} draws them. Stateless. */
final class AcknowledgeFields {

    private AcknowledgeFields() {}

    static void write(Acknowledge frame, FieldWriter out) {
        out.number(frame.upTo())
                .number(frame.creditSeq() - frame.upTo())
                .number(frame.creditWeight())
                .number(frame.refused().size());
        long last = 0;
        for (Refusal refusal : frame.refused()) {
            out.number(refusal.seq() - last).code(ReasonCode.of(refusal.reason()));
            last = refusal.seq();
        }
    }

    static Acknowledge read(FieldReader in) throws SessionException {
        long upTo = in.number();
        long credit = in.number();
        long weight = in.number();
        if (credit > Long.MAX_VALUE - upTo) {
            throw new SessionException("an acknowledgement grants " + credit + " frames behind " + upTo);
        }
        return new Acknowledge(upTo, refused(in, upTo), upTo + credit, weight);
    }

    private static List<Refusal> refused(FieldReader in, long upTo) throws SessionException {
        int count = in.count(SessionLimits.WIDEST_WINDOW);
        List<Refusal> refused = new ArrayList<>();
        long last = 0;
        for (int i = 0; i < count; i++) {
            long step = in.number();
            if (step == 0 || step > upTo - last) {
                throw new SessionException("a refusal " + step + " behind " + last + ", of " + upTo + " frames");
            }
            last += step;
            refused.add(new Refusal(last, ReasonCode.reason(in.code())));
        }
        return refused;
    }
}
