package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.PlainPump;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.queue.Outgoing;
import io.sparkactor.remote.internal.tunnel.Post;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import java.util.function.Consumer;

/** What waits for one system that speaks as the original does, and goes by the relay. Confined to the loop. */
final class LetterLink implements PlainWay, PlainPump.Writer {

    /** How many may be on their way of which the relay has said nothing yet, and how many bytes; one alone may have more. */
    private static final int MOST = 256;

    private static final long MOST_BYTES = 2L << 20;

    private final LetterEnd end;
    private final PeerFigures figures;
    private final Consumer<String> lost;
    private final PlainPump pump;
    private int open;
    private long openBytes;
    private boolean ended;

    LetterLink(LetterEnd end, Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
        this.end = end;
        this.figures = figures;
        this.lost = lost;
        pump = new PlainPump(end.parts(), outbox, this);
    }

    SystemId peer() {
        return end.peer();
    }

    @Override
    public void pump() {
        if (!ended) {
            pump.pump();
        }
    }

    @Override
    public boolean isWritable() {
        return !ended && open < MOST && openBytes < MOST_BYTES && end.post().isWritable();
    }

    @Override
    public void write(Outgoing message, byte[] envelope) {
        Post post = end.post();
        SystemId self = end.parts().home().systemId();
        ByteBuf header = WebSocketFrames.write(post.allocator(), Envelope.of(self, peer(), message.id()));
        if (header.readableBytes() + envelope.length > post.frameBytes()) {
            header.release();
            end.parts()
                    .log()
                    .warn("a message to " + peer() + " is longer than the relay takes, " + post.frameBytes()
                            + " bytes");
            message.failed(DeadLetterReason.NOT_ENCODABLE);
            return;
        }
        open++;
        openBytes += message.bytes();
        end.letters().sent(message, this);
        figures.frameSent();
        post.write(header.writeBytes(envelope));
    }

    @Override
    public void flush() {
        figures.worked();
        end.post().flush();
    }

    /** The relay has said what has become of one, or will not any more. */
    void answered(Outgoing message) {
        open--;
        openBytes -= message.bytes();
        pump();
    }

    /** There is no way any more. */
    void lost(String why) {
        if (!ended) {
            close(why);
            lost.accept(why);
        }
    }

    @Override
    public void close(String reason) {
        ended = true;
        end.letters().closed(this);
    }

    @Override
    public void probe(Consumer<Boolean> answer) {
        answer.accept(!ended);
    }

    @Override
    public int unacknowledged() {
        return open;
    }
}
