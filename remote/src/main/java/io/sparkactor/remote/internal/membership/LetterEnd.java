package io.sparkactor.remote.internal.membership;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.tunnel.Post;
import java.util.function.Consumer;

/**
 * A system that speaks as the original does, at the other side of the relay. Immutable.
 *
 * @param post the connection to the relay
 */
record LetterEnd(Parts parts, Letters letters, SystemId peer, Post post) implements PlainEnd {

    @Override
    public PlainWay open(Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
        var link = new LetterLink(this, outbox, figures, lost);
        letters.opened(link);
        return link;
    }

    @Override
    public String address() {
        return peer + " by the relay";
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void refuse(String why) {
        // There is nothing yet that could be closed.
    }
}
