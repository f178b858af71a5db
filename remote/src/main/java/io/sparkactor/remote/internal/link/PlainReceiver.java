package io.sparkactor.remote.internal.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.FrameOpener;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.CodecException;
import org.jspecify.annotations.Nullable;

/**
 * Takes envelopes from a system that has called us and speaks as the original does. Nothing ever goes back on such a connection, and it
 * stays open for as long as the other side likes; with a secret, once a frame has shown that it knows it. Confined to the loop.
 */
public final class PlainReceiver extends ChannelInboundHandlerAdapter {

    /**
     * How many times as long as a handshake the first sealed frame may take. Until then there is nothing but a handshake, which anybody may
     * have recorded. The original connects when it has something to send, and gives up a connection that is idle for 30 s.
     */
    private static final int PROOF = 12;

    private final Parts parts;
    private final FrameChannel channel;
    private final LoopTimer deadline;
    private final SystemId peer;
    private final @Nullable FrameOpener opener;
    private final RecentIds recent;
    private final PeerFigures figures;
    private final PlainArrivals arrivals;
    private boolean ended;

    public PlainReceiver(Parts parts, FarEnd end, RecentIds recent) {
        deadline = parts.loop()
                .timer(() -> refuse(TransportRefusal.LATE, "it has shown a handshake, and nothing that was sealed"));
        this.parts = parts;
        this.recent = recent;
        channel = end.channel();
        peer = end.hello().systemId();
        opener = Keys.opener(end.keys().plain());
        figures = parts.figures().of(peer);
        figures.called(channel.address());
        arrivals = new PlainArrivals(parts);
        if (opener != null) {
            deadline.in(parts.settings().times().handshake().multipliedBy(PROOF));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) throws FrameException {
        if (ended || parts.ways().isClosing()) {
            channel.close();
            return;
        }
        byte[] bytes = (byte[]) frame;
        int start = opener == null ? 0 : opener.open(bytes, 0, bytes.length);
        deadline.cancel();
        figures.frameReceived();
        try {
            receive(parts.codecs().envelope(bytes, start));
        } catch (CodecException e) {
            undecodable(e);
        }
    }

    private void receive(WireEnvelope envelope) {
        var sender = envelope.sender();
        if (sender != null && !sender.systemId().equals(peer)) {
            refuse(TransportRefusal.FORGED, "it sent a message in the name of " + sender);
        } else if (recent.add(peer, envelope.messageId())) {
            arrivals.receive(envelope);
        }
    }

    /** Bytes that are no envelope end the connection; one that only holds what is not taken here leaves those behind it alone. */
    private void undecodable(CodecException fault) {
        if (fault.kind() == CodecException.Kind.MALFORMED) {
            refuse(fault);
        } else {
            parts.refusals().refused(fault, "a message from " + peer + " was dropped: " + fault.getMessage());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        figures.worked();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deadline.cancel();
        figures.hungUp();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(cause);
    }

    private void refuse(TransportRefusal reason, String why) {
        if (!ended) {
            parts.refusals().refused(reason, ending(why));
        }
        channel.close();
    }

    private void refuse(Throwable found) {
        if (!ended) {
            parts.refusals().refused(found, ending(Causes.text(found)));
        }
        channel.close();
    }

    private String ending(String why) {
        ended = true;
        deadline.cancel();
        figures.failed(why);
        return "closed the connection of " + peer + ": " + why;
    }
}
