package io.sparkactor.remote.internal.session;

import io.sparkactor.RestartLimit;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.ExitData.Failed;
import io.sparkactor.remote.internal.session.ExitData.Linked;
import io.sparkactor.remote.internal.session.ExitData.Plain;
import io.sparkactor.remote.internal.session.ExitData.RestartedTooOften;
import io.sparkactor.remote.internal.session.ExitData.Unreachable;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import java.time.Duration;

/** Why an actor has stopped, as a field; {@link SessionFrames} draws it. Stateless. */
final class ExitFields {

    private static final Plain[] PLAIN = Plain.values();
    private static final int UNREACHABLE = 4;
    private static final int FAILED = 5;
    private static final int ESCALATED = 6;
    private static final int RESTARTED_TOO_OFTEN = 7;
    private static final int LINKED = 8;
    private static final int LINKED_WITH_ANOTHER_SYSTEM = 9;

    private static final int MOST_NANOS = 999_999_999;

    private ExitFields() {}

    static void write(ExitData exit, FieldWriter out) {
        switch (exit) {
            case Plain plain -> out.code(plain.ordinal());
            case Unreachable unreachable -> out.code(UNREACHABLE).text(unreachable.why());
            case Failed failed ->
                FailureFields.write(failed.thrown(), out.code(failed.escalated() ? ESCALATED : FAILED));
            case RestartedTooOften(RestartLimit limit, FailureCause.Threw thrown) -> {
                out.code(RESTARTED_TOO_OFTEN)
                        .number(limit.restarts())
                        .number(limit.period().getSeconds())
                        .number(limit.period().getNano());
                FailureFields.write(thrown, out);
            }
            case Linked(Sender origin, ExitData reason) -> {
                writeOrigin(origin, out);
                write(reason, out);
            }
        }
    }

    private static void writeOrigin(Sender origin, FieldWriter out) {
        SystemId system = origin.system();
        if (system == null) {
            out.code(LINKED).id(origin.uuid());
        } else {
            out.code(LINKED_WITH_ANOTHER_SYSTEM).id(system.uuid()).id(origin.uuid());
        }
    }

    static ExitData read(FieldReader in) throws SessionException {
        int code = in.code();
        return switch (code) {
            case LINKED -> new Linked(new Sender(null, in.id()), readFirst(in.code(), in));
            case LINKED_WITH_ANOTHER_SYSTEM ->
                new Linked(new Sender(new SystemId(in.id()), in.id()), readFirst(in.code(), in));
            default -> readFirst(code, in);
        };
    }

    /** Of the one that has stopped first, and so not by a link: this does not call itself. */
    private static ExitData readFirst(int code, FieldReader in) throws SessionException {
        if (code < PLAIN.length) {
            return PLAIN[code];
        }
        return switch (code) {
            case UNREACHABLE -> new Unreachable(in.text(FieldReader.LONGEST_TEXT));
            case FAILED -> new Failed(false, FailureFields.threw(in));
            case ESCALATED -> new Failed(true, FailureFields.threw(in));
            case RESTARTED_TOO_OFTEN -> new RestartedTooOften(limit(in), FailureFields.threw(in));
            default -> throw new SessionException("an actor has stopped for the unknown reason " + code);
        };
    }

    private static RestartLimit limit(FieldReader in) throws SessionException {
        int restarts = in.count(Integer.MAX_VALUE);
        Duration period = Duration.ofSeconds(in.number(), in.count(MOST_NANOS));
        if (!period.isPositive()) {
            throw new SessionException("a limit of restarts in no time");
        }
        return new RestartLimit(restarts, period);
    }
}
