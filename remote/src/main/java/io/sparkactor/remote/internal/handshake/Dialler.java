package io.sparkactor.remote.internal.handshake;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.net.FrameChannel;
import java.util.function.Function;

/**
 * Makes connections to one address, of one kind: what is spoken on them is the same for all. Equal to one that leads to the same place.
 * Immutable.
 */
public interface Dialler {

    /** Where it leads, as it was given; for people. */
    String address();

    /** Begins to make a connection. On the loop; does not wait, and needs no deadline, as the attempt has one. */
    void dial(Attempt attempt);

    /** What becomes of one connection. Confined to the loop. */
    interface Attempt {

        /** Whether nobody waits for it any more. */
        boolean isOver();

        /**
         * There is a channel, which need not be connected yet: the handshake begins when it is. From now on it is a matter of the attempt,
         * which may close it at any time.
         */
        void made(FrameChannel channel);

        /**
         * There is a connection with a system that has no handshake and speaks as the original does.
         *
         * @param end makes the rest, once it is said who is taken to be there
         */
        void madePlain(Function<SystemId, PlainEnd> end);

        /** Has something run if nobody waits any more before there is a channel; at once if that is so already. */
        void whenOver(Runnable cleanUp);

        /** Whoever can tell says that nobody is there. */
        void nobody(String why);

        /** There is no connection, or it could not be made. No more than the first word counts. */
        void failed(String why);
    }
}
