package io.sparkactor.remote.internal.handshake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.remote.internal.link.Link;
import io.sparkactor.remote.internal.link.LinkOwner;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.FrameException;
import java.util.function.Consumer;

/** The dialler's part of agreeing on a session: asks for it, and waits for the answer. Confined to the loop. */
public final class SessionDial extends ChannelInboundHandlerAdapter implements Link {

    private final Parts parts;
    private final Wire wire;
    private final LinkOwner owner;
    private final Consumer<SessionOpening.Answer> answered;
    private final LoopTimer deadline;
    private boolean ended;

    /**
     * Not begun.
     *
     * @param owner told if the connection is gone before there is an answer
     * @param answered called with the answer; must replace this handler at once, or close the connection
     */
    public SessionDial(Parts parts, Wire wire, LinkOwner owner, Consumer<SessionOpening.Answer> answered) {
        this.parts = parts;
        this.wire = wire;
        this.owner = owner;
        this.answered = answered;
        deadline = parts.loop()
                .timer(() -> lost("no word about the session within "
                        + parts.settings().times().handshake().toMillis() + " ms"));
        deadline.in(parts.settings().times().handshake());
    }

    /** Asks. */
    public void start(SessionOpening.Open open) {
        wire.writer().write(open.encode(), null);
        wire.writer().flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) throws FrameException {
        if (ended) {
            return;
        }
        byte[] bytes = (byte[]) frame;
        SessionOpening.Answer answer = SessionOpening.Answer.decode(bytes, wire.open(bytes));
        finish();
        answered.accept(answer);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("the peer closed the connection instead of agreeing on a session");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            parts.refusals().count(cause);
        }
        lost(Causes.text(cause));
    }

    private void lost(String why) {
        if (!ended) {
            finish();
            wire.channel().close();
            owner.lost(why, false);
        }
    }

    private void finish() {
        ended = true;
        deadline.cancel();
    }

    @Override
    public void pump() {
        // Nothing can go before there is an answer.
    }

    @Override
    public void close(String reason) {
        finish();
        wire.channel().close();
    }

    @Override
    public int unacknowledged() {
        return 0;
    }
}
