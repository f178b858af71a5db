package io.sparkactor.remote.internal.link;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrames;
import io.sparkactor.remote.internal.wire.FrameException;

/**
 * A connection that carries a session, on either side: moves frames, and watches whether the other side lives. Confined to the loop.
 */
public final class SessionLink extends ChannelInboundHandlerAdapter implements Link {

    /** How many heartbeats of the other side may be missed. */
    private static final int MISSED = 3;

    private final Parts parts;
    private final Wire wire;
    private final Session session;
    private final LinkOwner owner;
    private final LoopTimer heart;
    private long heardNanos;
    private long deadNanos;
    private boolean ended;

    /** A link, not started; it has to be made the handler of its connection first. */
    public SessionLink(Parts parts, Wire wire, Session session, LinkOwner owner) {
        this.parts = parts;
        this.wire = wire;
        this.session = session;
        this.owner = owner;
        heart = parts.loop().timer(this::beat);
        heardNanos = parts.nanoTime();
    }

    /**
     * Begins to carry the session.
     *
     * @throws SessionException if what the other side says of it cannot be
     */
    public void start(Standing peer) throws SessionException {
        deadNanos = MISSED * peer.beat().toNanos();
        session.takesStreams(wire.takesStreams());
        session.attach(wire.writer(), peer);
        heart.in(parts.settings().times().heartbeat());
    }

    private void beat() {
        long silentNanos = parts.nanoTime() - heardNanos;
        if (silentNanos >= deadNanos) {
            lost("no sign of life for " + silentNanos / 1_000_000 + " ms", false);
        } else {
            session.beat();
            heart.in(parts.settings().times().heartbeat());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        if (ended) {
            return;
        }
        byte[] bytes = (byte[]) frame;
        try {
            int start = wire.open(bytes);
            SessionFrame read = SessionFrames.decode(Unpooled.wrappedBuffer(bytes, start, bytes.length - start));
            wire.writer().figures().frameReceived();
            if (read instanceof Bye bye) {
                lost(bye.why() == Bye.Why.CLOSED ? "the peer says good-bye: " + bye.detail() : bye.detail(), true);
            } else {
                session.receive(read);
            }
        } catch (FrameException e) {
            // Whoever cannot seal does not know the secret, and so has no say in the session.
            parts.refusals().count(e.reason());
            lost(String.valueOf(e.getMessage()), false);
        } catch (SessionException e) {
            violated(e);
        }
    }

    /** The other side has broken the rules: it is told, and the session is over. */
    public void violated(SessionException found) {
        String how = String.valueOf(found.getMessage());
        parts.refusals().count(found.reason());
        session.write(new Bye(Bye.Why.VIOLATED, how));
        lost("the peer broke the rules of the session: " + how, true);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        heardNanos = parts.nanoTime(); // a large frame may take longer than silence may: each piece is a sign of life
        resume();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Behind the flush that made the room, so that what is left in the queue does not wait for the next message.
        parts.loop().execute(this::resume);
    }

    private void resume() {
        if (!ended) {
            session.resume();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost("the peer closed the connection", false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            parts.refusals().count(cause);
        }
        lost(Causes.text(cause), false);
    }

    private void lost(String why, boolean over) {
        if (!ended) {
            end();
            wire.channel().close();
            owner.lost(why, over);
        }
    }

    private void end() {
        ended = true;
        heart.cancel();
        session.detach();
    }

    @Override
    public void pump() {
        if (!ended) {
            session.pump();
        }
    }

    @Override
    public void close(String reason) {
        if (!ended) {
            session.write(new Bye(Bye.Why.CLOSED, reason));
            end();
            LastBytes.thenClose(parts, wire.channel());
        }
    }

    @Override
    public void replaced() {
        if (!ended) {
            end();
            wire.channel().close();
        }
    }

    @Override
    public int unacknowledged() {
        return session.unacknowledged();
    }
}
