package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Whoever has a {@link Line}. Called on the loop. */
public interface LineListener {

    /** Whether nobody waits for the line any more. */
    boolean isOver();

    /** Has something run if nobody waits any more before there is a line; at once if that is so already. */
    void whenOver(Runnable cleanUp);

    /**
     * There is a line.
     *
     * @param subProtocol what the other side has taken of what was offered; null for nothing
     */
    void opened(Line line, @Nullable String subProtocol);

    /** A whole message has come, which is released by the caller. */
    void message(ByteBuf message);

    /** Some bytes have come, whatever they are. */
    void heard();

    /** The line takes more again. */
    void writable();

    /**
     * The line is gone, or there will be none. No more than the first word counts.
     *
     * @param why for people
     * @param code of the close frame of the other side; 0 if there was none
     */
    void ended(String why, int code);
}
