package io.sparkactor.remote.internal.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import java.time.Duration;

/** How a WebSocket is closed. On the loop. */
final class LastWords {

    private static final int NORMAL = 1000;

    /** How long the other side has to answer a close frame. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How many characters of ASCII a close frame can say. */
    private static final int LONGEST_TEXT = 123;

    private LastWords() {}

    /**
     * Sends a close frame behind what was written before, and cuts the connection if no answer comes.
     *
     * <p>What comes until then must be read and thrown away: a socket that is closed with something unread loses what was written last.
     */
    static void say(Hub hub, Channel channel, int code, String text) {
        String shown = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        var unused = channel.write(new CloseWebSocketFrame(code, shown), channel.voidPromise());
        hub.flushes().add(channel);
        LoopTimer deadline = hub.loop().timer(() -> Channels.close(channel));
        deadline.in(PATIENCE);
        Channels.whenClosed(channel, deadline::cancel);
    }

    /**
     * A close frame has come.
     *
     * @param first whether it is to be answered, as none was sent before
     */
    static void hear(Channel channel, boolean first) {
        Object last = first ? new CloseWebSocketFrame(NORMAL, "") : Unpooled.EMPTY_BUFFER;
        Channels.whenDone(channel.writeAndFlush(last), _ -> Channels.close(channel));
    }
}
