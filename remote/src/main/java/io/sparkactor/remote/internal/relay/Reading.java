package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import java.util.EnumSet;
import java.util.Set;

/** Whether a client is read: not while there is a reason against it. Confined to the loop. */
final class Reading {

    /** A reason not to read a client. */
    enum Pause {
        /** It sends too many frames. */
        RATE,
        /** Too much of it is on its way to others. */
        IN_FLIGHT,
        /** It does not take the answers that it gets. */
        ANSWERS
    }

    private final Channel channel;
    private final Set<Pause> pauses = EnumSet.noneOf(Pause.class);

    Reading(Channel channel) {
        this.channel = channel;
    }

    void pause(Pause why) {
        pauses.add(why);
        channel.config().setAutoRead(false);
    }

    void resume(Pause why) {
        if (pauses.remove(why) && pauses.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    boolean isPaused() {
        return !pauses.isEmpty();
    }

    /** Whether it waits for others, or for what it takes itself; to send too many frames is no excuse. */
    boolean isHeldUp() {
        return pauses.contains(Pause.IN_FLIGHT) || pauses.contains(Pause.ANSWERS);
    }
}
