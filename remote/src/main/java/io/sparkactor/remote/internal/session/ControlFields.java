package io.sparkactor.remote.internal.session;

import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.spi.RemoteControl;
import org.jspecify.annotations.Nullable;

/** The fields of a control behind its kind; {@link SessionFrames} draws them. Stateless. */
final class ControlFields {

    private ControlFields() {}

    static void write(Control control, FieldWriter out) {
        out.code(control.verb().code()).number(control.seq()).id(control.to());
        if (control.from() != null) {
            out.id(control.from());
        }
        if (control.exit() != null) {
            ExitFields.write(control.exit(), out);
        }
        if (control.verb().hasCount()) {
            out.number(control.count());
        }
    }

    static Control read(FieldReader in) throws SessionException {
        ControlVerb verb = ControlVerb.of(in.code());
        long seq = in.number();
        String to = uuid(in);
        @Nullable String from = verb.hasTeller() ? uuid(in) : null;
        @Nullable ExitData exit = verb.hasExit() ? ExitFields.read(in) : null;
        long count = verb.hasCount() ? in.number() : 0;
        return new Control(seq, verb, from, to, exit, count);
    }

    private static String uuid(FieldReader in) throws SessionException {
        String id = in.id();
        if (id.length() > RemoteControl.LONGEST_UUID) {
            throw new SessionException("a control names an actor with " + id.length() + " characters, but "
                    + RemoteControl.LONGEST_UUID + " are allowed");
        }
        return id;
    }
}
