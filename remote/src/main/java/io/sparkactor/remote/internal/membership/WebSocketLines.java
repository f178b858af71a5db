package io.sparkactor.remote.internal.membership;

import io.sparkactor.remote.internal.parts.Refusals;
import io.sparkactor.remote.internal.websocket.WebSocketChannel;
import io.sparkactor.remote.internal.websocket.WebSocketDialler;
import org.jspecify.annotations.Nullable;

/**
 * Lines over WebSocket. Immutable.
 *
 * @param dialler where they lead
 * @param refusals counts what is not taken of the other side
 */
public record WebSocketLines(WebSocketDialler dialler, Refusals refusals) implements LineDialler {

    @Override
    public String address() {
        return dialler.address();
    }

    @Override
    public void dial(String subProtocol, LineListener listener) {
        dialler.open(subProtocol, new Opening(listener, refusals));
    }

    /** What becomes of one. */
    private record Opening(LineListener listener, Refusals refusals) implements WebSocketDialler.Use {

        @Override
        public boolean isOver() {
            return listener.isOver();
        }

        @Override
        public void whenOver(Runnable cleanUp) {
            listener.whenOver(cleanUp);
        }

        @Override
        public void opened(WebSocketChannel channel, @Nullable String subProtocol) {
            var line = new WebSocketLine(channel, listener, refusals);
            channel.handler(line);
            listener.opened(line, subProtocol);
        }

        @Override
        public void failed(String why) {
            listener.ended(why, 0);
        }
    }
}
