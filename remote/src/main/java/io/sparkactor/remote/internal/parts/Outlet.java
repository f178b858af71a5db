package io.sparkactor.remote.internal.parts;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteControl;
import org.jspecify.annotations.Nullable;

/** A way by which messages leave for one peer. Thread-safe; never blocks. */
public interface Outlet {

    /** See {@link io.sparkactor.spi.Transport#send}. */
    @Nullable
    DeadLetterReason send(OutboundMessage message);

    /** See {@link io.sparkactor.spi.Transport#carriesStreams}. */
    boolean carriesStreams();

    /** See {@link io.sparkactor.spi.Transport#control}. */
    ControlOutcome control(RemoteControl control);

    /**
     * Tells somebody there, who waits, that there will be no reply: as far as there is room and the peer can read it, and behind the messages
     * that were sent before.
     *
     * @param asker the uuid of the one who waits
     * @param cause why
     */
    void noReply(String asker, FailureCause cause);
}
