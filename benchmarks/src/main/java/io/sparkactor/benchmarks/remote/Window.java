package io.sparkactor.benchmarks.remote;

/**
 * The window of the tells, the same for all: how many may be on their way, and how often the receiver says how far it is. Without it the
 * queues of one contender or the other would overflow. Confined to the sending actor.
 */
final class Window {

    /** The receiver says how many it has after each so many, and after the last. */
    static final int STEP = 250;

    private final Burst burst;
    private final Item pattern;
    private long sent;
    private long acknowledged;

    Window(Burst burst) {
        this.burst = burst;
        pattern = Item.of(0, burst.bytes());
        sent = burst.first();
        acknowledged = burst.first();
    }

    /** Whether one more may be sent now. */
    boolean isOpen() {
        return sent < burst.end() && sent - acknowledged < burst.window();
    }

    /** The next one to send. */
    Item next() {
        return pattern.numbered(sent++);
    }

    /** The receiver has got all before this number. */
    void acknowledged(Ack ack) {
        burst.finish().check(ack.fault().isEmpty(), ack.fault());
        burst.finish().check(ack.upTo() > acknowledged && ack.upTo() <= sent, "a doubtful acknowledgement: " + ack);
        acknowledged = ack.upTo();
        if (acknowledged == burst.end()) {
            burst.finish().reached();
        }
    }
}
