package io.sparkactor.remote.internal.handshake;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.ActorId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.Keys;
import io.sparkactor.remote.internal.link.PlainArrivals;
import io.sparkactor.remote.internal.link.PlainReceiver;
import io.sparkactor.remote.internal.link.RecentIds;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.KeyExchange;
import io.sparkactor.remote.internal.wire.Opening;
import io.sparkactor.remote.internal.wire.SessionOffer;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.CodecException;

/**
 * The first frame of whoever calls us: a handshake, which is checked and answered, or the only envelope of a connection of Spark 0.4.0. Who
 * is not welcome is not answered, as in the original; our log says why. Confined to the loop.
 */
final class AcceptHandshake extends ChannelInboundHandlerAdapter {

    private final Parts parts;
    private final FrameChannel channel;
    private final RecentIds recent;
    private final Callers callers;
    private final LoopTimer deadline;
    private boolean begun;
    private boolean ended;

    /** For a connection that was just accepted. */
    AcceptHandshake(Parts parts, FrameChannel channel, RecentIds recent, Callers callers) {
        this.parts = parts;
        this.channel = channel;
        this.recent = recent;
        this.callers = callers;
        deadline = parts.loop().timer(this::tooLate);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) { // as where something else was agreed on the channel before
            begin();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        begin();
    }

    private void begin() {
        if (!begun) {
            begun = true;
            deadline.in(parts.settings().times().handshake());
        }
    }

    private void tooLate() {
        refuse(
                TransportRefusal.LATE,
                "no handshake within " + parts.settings().times().handshake().toMillis() + " ms");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) throws FrameException, HandshakeException {
        if (ended) {
            return;
        }
        byte[] bytes = (byte[]) frame;
        switch (Opening.of(bytes, 0, bytes.length)) {
            case HANDSHAKE -> greet(bytes);
            case ENVELOPE -> takeOnly(bytes);
        }
    }

    private void greet(byte[] theirs) throws HandshakeException {
        Hello hello = Hellos.check(parts, theirs, channel.peer());
        if (hello.systemId().equals(parts.home().systemId())) {
            refuse(
                    TransportRefusal.TAKEN,
                    "the peer has the id of this system; two systems that talk to each other need two names");
            return;
        }
        if (channel.peer() != null && Hellos.agreed(parts, hello) == null) {
            // Such a connection stays for as long as the other side likes, and a tunnel costs it nothing.
            refuse(
                    TransportRefusal.INCOMPATIBLE,
                    "a handshake that offers no session, where nothing but sessions comes");
            return;
        }
        KeyExchange exchange = Hellos.exchange(parts);
        byte[] ours = Hellos.make(parts, exchange);
        // Before it is answered, as the key may be none.
        KeyExchange.Agreed agreed = exchange == null ? null : Hellos.agree(parts, exchange, hello, theirs, ours);
        channel.send(ours);
        finish();
        FarEnd end = agreed == null
                ? new FarEnd(channel, hello, Keys.of(parts.settings().secret(), theirs, ours))
                : FarEnd.encryptedAcceptor(channel, hello, agreed);
        end.channel()
                .largest(
                        Hellos.agreed(parts, hello) == null
                                ? parts.settings().limits().largestFrame()
                                : SessionOpening.longestOpen());
        end.channel().handler(next(end));
    }

    private ChannelHandler next(FarEnd end) {
        SessionOffer offer = Hellos.agreed(parts, end.hello());
        return offer != null ? new SessionAccept(parts, end, offer, callers) : new PlainReceiver(parts, end, recent);
    }

    private void takeOnly(byte[] envelope) {
        if (parts.settings().secret() != null) {
            refuse(
                    TransportRefusal.AUTHENTICATION,
                    "a message without a handshake, as Spark 0.4.0 sends it, where a secret is required");
            return;
        }
        if (channel.peer() != null) {
            refuse(
                    TransportRefusal.INCOMPATIBLE,
                    "a message without a handshake, as Spark 0.4.0 sends it, where nothing but sessions comes");
            return;
        }
        if (channel.isEncrypted()) {
            refuse(
                    TransportRefusal.INCOMPATIBLE,
                    "a message without a handshake, as Spark 0.4.0 sends it, which knows no TLS");
            return;
        }
        try {
            WireEnvelope message = parts.codecs().envelope(envelope, 0);
            ActorId sender = message.sender();
            if (sender != null && sender.systemId().equals(parts.home().systemId())) {
                refuse(
                        TransportRefusal.FORGED,
                        "a message without a handshake in the name of " + sender + ", which is ours");
                return;
            }
            if (!parts.ways().isClosing()) {
                new PlainArrivals(parts).receive(message);
            }
            finish();
            channel.close();
        } catch (CodecException e) {
            refuse(e);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(cause);
    }

    private void refuse(TransportRefusal reason, String why) {
        if (!ended) {
            finish();
            parts.refusals().refused(reason, refused(why));
        }
        channel.close();
    }

    private void refuse(Throwable found) {
        if (!ended) {
            finish();
            parts.refusals().refused(found, refused(Causes.text(found)));
        }
        channel.close();
    }

    private String refused(String why) {
        return "refused the connection of " + channel.address() + ": " + why;
    }

    private void finish() {
        ended = true;
        deadline.cancel();
    }
}
