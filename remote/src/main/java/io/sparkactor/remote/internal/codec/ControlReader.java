package io.sparkactor.remote.internal.codec;

import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.session.ExitData;
import io.sparkactor.remote.internal.session.FailureCause.Threw;
import io.sparkactor.remote.internal.session.SessionFrame.Control;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.TransportHome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes controls of the frames that come from one system. Immutable.
 *
 * @param home whose refs the origins of exits become
 * @param peer who sends them
 */
public record ControlReader(TransportHome home, SystemId peer) {

    /** What a frame says. Who tells is an actor of the peer, whatever the frame holds. */
    public RemoteControl read(Control frame) {
        String to = frame.to();
        return switch (frame.verb()) {
            case STOP -> new RemoteControl.Stop(to, false);
            case STOP_AFTER_QUEUE -> new RemoteControl.Stop(to, true);
            case MONITOR -> new RemoteControl.Monitor(from(frame), to);
            case UNMONITOR -> new RemoteControl.Unmonitor(from(frame), to);
            case EXITED -> new RemoteControl.Exited(from(frame), to, reason(frame.exit()));
            case LINK -> new RemoteControl.Link(from(frame), to);
            case UNLINK -> new RemoteControl.Unlink(from(frame), to);
            case UNLINKED -> new RemoteControl.Unlinked(from(frame), to);
            case STREAM_READ -> new RemoteControl.StreamRead(to, frame.count());
            case STREAM_CANCELLED -> new RemoteControl.StreamCancelled(to);
            case LINK_EXITED -> new RemoteControl.LinkExited(from(frame), to, reason(frame.exit()));
        };
    }

    private static String from(Control frame) {
        return Objects.requireNonNull(frame.from(), "from");
    }

    private ExitReason reason(@Nullable ExitData exit) {
        return switch (Objects.requireNonNull(exit, "exit")) {
            case ExitData.Plain plain ->
                switch (plain) {
                    case NORMAL -> new ExitReason.Normal();
                    case PARENT_STOPPED -> new ExitReason.ParentStopped();
                    case SYNDICATE_CLOSED -> new ExitReason.SyndicateClosed();
                    case NO_ACTOR -> new ExitReason.NoActor();
                };
            case ExitData.Unreachable(String why) -> new ExitReason.Unreachable(why);
            case ExitData.Failed(boolean escalated, Threw thrown) ->
                escalated ? new ExitReason.Escalated(cause(thrown)) : new ExitReason.Failed(cause(thrown));
            case ExitData.RestartedTooOften(var limit, Threw thrown) ->
                new ExitReason.RestartedTooOften(limit, cause(thrown));
            case ExitData.Linked(Sender origin, ExitData first) ->
                new ExitReason.Linked(home.ref(origin.seenFrom(peer)), reason(first));
        };
    }

    private static RemoteFailureException cause(Threw thrown) {
        return new RemoteFailureException(thrown.message(), thrown.className(), thrown.stackTrace());
    }
}
