package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.spi.LlmStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** By which a turn is ended from outside: once, and at once, whatever it waits for. Thread-safe. */
final class TurnStop {

    private static final System.Logger LOG = System.getLogger(TurnStop.class.getName());

    private @Nullable LlmFailure reason;
    private @Nullable Thread thread;
    private @Nullable LlmStream stream;

    /** The turn runs, on the calling thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (reason != null) {
            thread.interrupt();
        }
    }

    /** The turn is over: nothing is interrupted any more. */
    synchronized void over() {
        thread = null;
    }

    /** Why it was ended; null if it was not. */
    synchronized @Nullable LlmFailure reason() {
        return reason;
    }

    /** Ends the turn: closes the stream that it reads and interrupts its thread. False if it was ended already. */
    boolean end(LlmFailure why) {
        LlmStream reads;
        synchronized (this) {
            if (reason != null) {
                return false;
            }
            reason = why;
            reads = stream;
            if (thread != null) {
                thread.interrupt(); // within the monitor, so never behind over()
            }
        }
        if (reads != null) {
            close(reads);
        }
        return true;
    }

    /** Closes a stream, which is the provider's: what that throws must not take the answer, or its agent, along. */
    static void close(LlmStream stream) {
        try {
            stream.close();
        } catch (Throwable thrown) {
            LOG.log(
                    Level.WARNING,
                    "the stream of a provider could not be closed; its connection may stay open",
                    thrown);
        }
    }

    /**
     * Goes on only if the turn was not ended. Whoever waits behind this is interrupted by an end, also where a provider has swallowed an
     * earlier interrupt.
     *
     * @throws LlmException if the turn was ended
     */
    synchronized void check() {
        if (reason != null) {
            throw new LlmException(reason);
        }
    }

    /**
     * The turn reads this stream from now on; null if it reads none.
     *
     * @throws LlmException if the turn was ended
     */
    synchronized void reads(@Nullable LlmStream next) {
        stream = next;
        if (next != null && reason != null) {
            throw new LlmException(reason);
        }
    }
}
