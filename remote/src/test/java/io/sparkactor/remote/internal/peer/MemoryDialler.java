package io.sparkactor.remote.internal.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.link.WholeFrames;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.Loop;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connects two systems without a socket: each frame that one writes is handed to the loop of the other. */
final class MemoryDialler implements Dialler {

    private final Switchboard from;
    private final Switchboard to;
    private @Nullable EmbeddedChannel last;
    private volatile UnaryOperator<byte[]> answers = UnaryOperator.identity();

    MemoryDialler(Switchboard from, Switchboard to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public String address() {
        return "memory";
    }

    @Override
    public void dial(Attempt attempt) {
        var near = new EmbeddedChannel();
        var far = new EmbeddedChannel();
        Loop here = from.parts().loop();
        Loop there = to.parts().loop();
        near.pipeline().addLast(new Ferry(far, there, UnaryOperator.identity()));
        far.pipeline().addLast(new Ferry(near, here, answers));
        Channels.whenClosed(near, () -> there.execute(() -> end(far)));
        Channels.whenClosed(far, () -> here.execute(() -> end(near)));
        there.execute(() -> to.acceptor().accept(new WholeFrames(far)));
        last = near;
        attempt.made(new WholeFrames(near));
    }

    private static void end(EmbeddedChannel channel) {
        Channels.close(channel);
        channel.runPendingTasks();
    }

    /** From now on somebody on the line does this to all frames that come back. */
    void change(UnaryOperator<byte[]> change) {
        answers = change;
    }

    /** Cuts the connection that was made last. */
    void cut() {
        from.parts().loop().execute(() -> {
            EmbeddedChannel channel = last;
            if (channel != null) {
                end(channel);
            }
        });
    }

    /** Takes frames to the other end. */
    private static final class Ferry extends ChannelOutboundHandlerAdapter {

        private final EmbeddedChannel end;
        private final Loop loop;
        private final UnaryOperator<byte[]> change;

        Ferry(EmbeddedChannel end, Loop loop, UnaryOperator<byte[]> change) {
            this.end = end;
            this.loop = loop;
            this.change = change;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf frame = (ByteBuf) message;
            byte[] bytes = change.apply(ByteBufUtil.getBytes(frame));
            frame.release();
            if (bytes.length > 0) {
                loop.execute(() -> end.pipeline().fireChannelRead(bytes).fireChannelReadComplete());
            }
            promise.setSuccess();
        }
    }
}
