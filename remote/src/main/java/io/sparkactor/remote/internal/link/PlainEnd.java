package io.sparkactor.remote.internal.link;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import java.util.function.Consumer;

/**
 * A connection with a system that speaks as the original does, without a handshake, and on which envelopes travel both ways. That it is
 * who it says to be is shown by nothing. Confined to the loop.
 */
public interface PlainEnd {

    /** Who is taken to be there. */
    SystemId peer();

    /** Where it is, as we see it; for people. */
    String address();

    /** Whether it is still there. */
    boolean isOpen();

    /**
     * Begins to carry what waits in a queue, and to hand in what comes.
     *
     * @param lost told once when the connection is gone, unless it was closed from here
     */
    PlainWay open(Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost);

    /** It is not wanted: closes it, and tells the other side why. */
    void refuse(String why);
}
