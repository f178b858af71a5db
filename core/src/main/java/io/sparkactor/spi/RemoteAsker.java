package io.sparkactor.spi;

import io.sparkactor.DeadLetterReason;

/**
 * How somebody in another system who waits for a reply is told that there will be none. Called by the runtime, once at most, from any
 * thread; must not block.
 */
public interface RemoteAsker {

    /** The handler threw. */
    void handlerThrew(Throwable cause);

    /** The actor has stopped, or stops without having replied. */
    void targetStopped();

    /** The message was refused on its way. */
    void refused(DeadLetterReason reason);
}
