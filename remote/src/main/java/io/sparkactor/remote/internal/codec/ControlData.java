package io.sparkactor.remote.internal.codec;

import io.sparkactor.ActorId;
import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.ControlVerb;
import io.sparkactor.remote.internal.session.ExitData;
import io.sparkactor.remote.internal.session.FailureCause.Threw;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.spi.RemoteControl;
import org.jspecify.annotations.Nullable;

/** Makes frames of controls that go out. Stateless; {@link ControlReader} is the way back. */
public final class ControlData {

    private ControlData() {}

    /**
     * The frame of a control.
     *
     * @param own the system that sends it
     */
    public static Control frame(long seq, RemoteControl control, SystemId own) {
        return switch (control) {
            case RemoteControl.Stop(String to, boolean afterQueue) ->
                new Control(seq, afterQueue ? ControlVerb.STOP_AFTER_QUEUE : ControlVerb.STOP, null, to, null);
            case RemoteControl.Monitor(String from, String to) -> plain(seq, ControlVerb.MONITOR, from, to);
            case RemoteControl.Unmonitor(String from, String to) -> plain(seq, ControlVerb.UNMONITOR, from, to);
            case RemoteControl.Link(String from, String to) -> plain(seq, ControlVerb.LINK, from, to);
            case RemoteControl.Unlink(String from, String to) -> plain(seq, ControlVerb.UNLINK, from, to);
            case RemoteControl.Unlinked(String from, String to) -> plain(seq, ControlVerb.UNLINKED, from, to);
            case RemoteControl.Exited(String from, String to, ExitReason reason) ->
                new Control(seq, ControlVerb.EXITED, from, to, exit(reason, own));
            case RemoteControl.LinkExited(String from, String to, ExitReason reason) ->
                new Control(seq, ControlVerb.LINK_EXITED, from, to, exit(reason, own));
            case RemoteControl.StreamRead(String to, long count) ->
                new Control(seq, ControlVerb.STREAM_READ, null, to, null, count);
            case RemoteControl.StreamCancelled(String to) ->
                new Control(seq, ControlVerb.STREAM_CANCELLED, null, to, null);
        };
    }

    private static Control plain(long seq, ControlVerb verb, String from, String to) {
        return new Control(seq, verb, from, to, null);
    }

    private static ExitData exit(ExitReason reason, SystemId own) {
        return switch (reason) {
            case ExitReason.Normal _ -> ExitData.Plain.NORMAL;
            case ExitReason.ParentStopped _ -> ExitData.Plain.PARENT_STOPPED;
            case ExitReason.SyndicateClosed _ -> ExitData.Plain.SYNDICATE_CLOSED;
            case ExitReason.NoActor _ -> ExitData.Plain.NO_ACTOR;
            case ExitReason.Unreachable(String why) -> new ExitData.Unreachable(why);
            case ExitReason.Failed(Throwable cause) -> new ExitData.Failed(false, threw(cause));
            case ExitReason.Escalated(Throwable cause) -> new ExitData.Failed(true, threw(cause));
            case ExitReason.RestartedTooOften(var limit, Throwable cause) ->
                new ExitData.RestartedTooOften(limit, threw(cause));
            case ExitReason.Linked(var origin, ExitReason first) -> linked(origin.id(), exit(first, own), own);
        };
    }

    /** What does not travel of an origin is left out: the reason is what counts. */
    private static ExitData linked(ActorId origin, ExitData first, SystemId own) {
        @Nullable SystemId system = origin.systemId().equals(own) ? null : origin.systemId();
        boolean travels = isShort(origin.uuid()) && (system == null || isShort(system.uuid()));
        return first instanceof ExitData.Linked || !travels
                ? first
                : new ExitData.Linked(new Sender(system, origin.uuid()), first);
    }

    private static boolean isShort(String id) {
        return id.length() <= SessionFrame.LONGEST_ID;
    }

    private static Threw threw(Throwable cause) {
        RemoteFailureException texts = RemoteFailureException.of(cause);
        return new Threw(texts.thrownClass(), String.valueOf(texts.getMessage()), texts.remoteStack());
    }
}
