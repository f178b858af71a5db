package io.sparkactor.remote.internal.relay;

import io.sparkactor.remote.internal.relay.Reading.Pause;

/** How much of a client is on its way to others, and how much waits for it. Confined to the loop. */
final class Traffic {

    private final Reading reading;
    private final int mostSending;
    private long sending;
    private long waiting;
    private long taken;

    Traffic(Reading reading, int mostSending) {
        this.reading = reading;
        this.mostSending = mostSending;
    }

    /** A frame of this client is on its way. */
    void sends(int bytes) {
        sending += bytes;
        if (sending > mostSending) {
            reading.pause(Pause.IN_FLIGHT);
        }
    }

    /** A frame of this client has left, or never will. */
    void sent(int bytes) {
        sending -= bytes;
        if (sending <= mostSending / 2) {
            reading.resume(Pause.IN_FLIGHT);
        }
    }

    /** Whether a frame may wait for this client. */
    boolean hasRoom(int bytes, int most) {
        return waiting == 0 || waiting + bytes <= most;
    }

    /** Whether any frame waits for this client. */
    boolean isWaitedFor() {
        return waiting > 0;
    }

    /** A frame waits for this client. */
    void waits(int bytes) {
        waiting += bytes;
    }

    /** A frame for this client has left, or never will. */
    void left(int bytes) {
        waiting -= bytes;
        taken++;
    }

    /** How many frames this client has taken. */
    long taken() {
        return taken;
    }
}
