package io.sparkactor.remote.internal.link;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.parts.Outlet;
import io.sparkactor.remote.internal.parts.Ways;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.spi.RemoteAsker;

/**
 * Somebody in a Java system who waits for a reply. Is told by the way that the reply would take. Thread-safe.
 *
 * @param ways the ways
 * @param asker who waits
 */
record FarAsker(Ways ways, ActorId asker) implements RemoteAsker {

    @Override
    public void handlerThrew(Throwable cause) {
        tell(FailureCause.Threw.of(cause));
    }

    @Override
    public void targetStopped() {
        tell(new FailureCause.Stopped());
    }

    @Override
    public void refused(DeadLetterReason reason) {
        tell(new FailureCause.Refused(reason));
    }

    private void tell(FailureCause cause) {
        Outlet outlet = ways.outlet(asker.systemId());
        if (outlet != null) {
            outlet.noReply(asker.uuid(), cause);
        }
    }
}
