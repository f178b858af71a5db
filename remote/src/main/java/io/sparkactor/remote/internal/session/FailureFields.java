package io.sparkactor.remote.internal.session;

import io.sparkactor.remote.internal.session.FailureCause.Refused;
import io.sparkactor.remote.internal.session.FailureCause.Stopped;
import io.sparkactor.remote.internal.session.FailureCause.Threw;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;

/** The fields of a failure behind its kind; {@link SessionFrames} draws them. Stateless. */
final class FailureFields {

    private static final int THREW = 0;
    private static final int STOPPED = 1;
    private static final int REFUSED = 2;

    private FailureFields() {}

    static void write(AskFailure failure, FieldWriter out) {
        out.number(failure.seq()).id(failure.asker());
        switch (failure.cause()) {
            case Threw threw -> write(threw, out.code(THREW));
            case Stopped _ -> out.code(STOPPED);
            case Refused refused -> out.code(REFUSED).code(ReasonCode.of(refused.reason()));
        }
    }

    /** What was thrown. */
    static void write(Threw threw, FieldWriter out) {
        out.text(threw.className()).text(threw.message()).text(threw.stackTrace());
    }

    /** What was thrown. */
    static Threw threw(FieldReader in) throws SessionException {
        return new Threw(
                in.text(FieldReader.LONGEST_TEXT),
                in.text(FieldReader.LONGEST_TEXT),
                in.text(FieldReader.LONGEST_TEXT));
    }

    static AskFailure read(FieldReader in) throws SessionException {
        long seq = in.number();
        String asker = in.id();
        int cause = in.code();
        return new AskFailure(
                seq,
                asker,
                switch (cause) {
                    case THREW -> threw(in);
                    case STOPPED -> new Stopped();
                    case REFUSED -> new Refused(ReasonCode.reason(in.code()));
                    default -> throw new SessionException("a failure has the unknown cause " + cause);
                });
    }
}
