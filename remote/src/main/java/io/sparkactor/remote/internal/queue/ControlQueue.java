package io.sparkactor.remote.internal.queue;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.codec.ControlData;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import java.util.function.Consumer;

/**
 * Puts controls for one peer among the messages that wait for it, and sees to it that each is either sent in the session for which it was
 * taken, or that session is told to be lost. Taking is for any thread, all else for the loop.
 *
 * <p>Whoever gives a control holds the lock under which the syndicate hears of a loss. So what is taken in an era that ends meanwhile is
 * known to the syndicate before it hears of that, and what is taken in the next one comes behind it.
 */
final class ControlQueue {

    /** How much of what cannot be refused may wait beyond the bounds of the queue. */
    static final int RESERVE_ITEMS = 1 << 17;

    static final long RESERVE_BYTES = 64L << 20;

    private static final String TOO_MUCH =
            "more exits and answers wait for the system than may, as it does not read them";

    private final Parts parts;
    private final SystemId peer;
    private final Outbox<Item> outbox;
    private final Consumer<String> giveUp;
    private volatile Era era = new Era();

    /**
     * For an outbox.
     *
     * @param giveUp run on the loop, with the reason, when too much waits: is to end the session
     */
    ControlQueue(Parts parts, SystemId peer, Outbox<Item> outbox, Consumer<String> giveUp) {
        this.parts = parts;
        this.peer = peer;
        this.outbox = outbox;
        this.giveUp = giveUp;
    }

    /** See {@link io.sparkactor.spi.Transport#control}; the peer speaks sessions, or was never met. */
    ControlOutcome take(RemoteControl control) {
        Era now = era;
        if (now.isOver()) {
            return new ControlOutcome.Refused("the session with that system is just being given up");
        }
        now.use();
        var item = ControlItem.taken(ControlData.frame(1, control, parts.home().systemId()), now, parts.inFlight());
        if (begins(control)) {
            return outbox.offer(item) ? new ControlOutcome.Taken() : refuse(item, "too much waits for that system");
        }
        return outbox.offer(item, RESERVE_ITEMS, RESERVE_BYTES) ? new ControlOutcome.Taken() : overrun(item, now);
    }

    private static ControlOutcome refuse(ControlItem item, String why) {
        item.inFlight().controlSettled();
        return new ControlOutcome.Refused(why);
    }

    private ControlOutcome overrun(ControlItem item, Era now) {
        now.end();
        parts.loop().execute(() -> {
            if (era == now) { // else it was given up meanwhile, for another reason
                giveUp.accept(TOO_MUCH);
            }
        });
        return refuse(item, TOO_MUCH);
    }

    private static boolean begins(RemoteControl control) {
        return switch (control) {
            case RemoteControl.Stop _, RemoteControl.Monitor _, RemoteControl.Link _ -> true;
            case RemoteControl.Unmonitor _,
                    RemoteControl.Exited _,
                    RemoteControl.Unlink _,
                    RemoteControl.Unlinked _,
                    RemoteControl.LinkExited _,
                    RemoteControl.StreamRead _,
                    RemoteControl.StreamCancelled _ -> false;
        };
    }

    /** Whether controls may wait for, or were sent in, the present session. */
    boolean isUsed() {
        return era.isUsed();
    }

    /** The session is lost for good, or will never be. Behind all that has come by it. */
    void lost(String why) {
        era.end();
        parts.home().peerLost(peer, why);
        era = new Era();
    }
}
