package io.sparkactor.remote.internal.handshake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.Session;
import io.sparkactor.remote.internal.link.Wire;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.session.SessionKey;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.SessionOffer;

/** The acceptor's part of agreeing on a session: waits for the dialler to say which. Confined to the loop. */
final class SessionAccept extends ChannelInboundHandlerAdapter {

    private final Parts parts;
    private final FarEnd end;
    private final SessionOffer offer;
    private final Wire wire;
    private final Callers callers;
    private final LoopTimer deadline;
    private boolean ended;

    SessionAccept(Parts parts, FarEnd end, SessionOffer offer, Callers callers) {
        this.parts = parts;
        this.end = end;
        this.offer = offer;
        this.callers = callers;
        wire = Wire.ofAcceptor(end, parts.figures().of(end.hello().systemId()));
        deadline = parts.loop().timer(this::tooLate);
        deadline.in(parts.settings().times().handshake());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) throws FrameException {
        if (ended) {
            return;
        }
        if (parts.ways().isClosing()) {
            finish();
            end.channel().close();
            return;
        }
        byte[] bytes = (byte[]) frame;
        SessionOpening.Open open = SessionOpening.Open.decode(bytes, wire.open(bytes));
        finish();
        end.channel().largest(Session.largest(parts));
        end.channel().agreed();
        callers.called(new SessionKey(end.hello().systemId(), offer.instance(), open.number()), wire, open);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            finish();
            parts.refusals().refused(cause, closed(Causes.text(cause)));
        }
        end.channel().close();
    }

    private void tooLate() {
        finish();
        parts.refusals().refused(TransportRefusal.LATE, closed("it did not say which session it wants in time"));
        end.channel().close();
    }

    private String closed(String why) {
        return "closed the connection of " + end.hello().systemId() + ": " + why;
    }

    private void finish() {
        ended = true;
        deadline.cancel();
    }
}
