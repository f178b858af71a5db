package io.sparkactor.remote.internal.handshake;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.FarEnd;
import io.sparkactor.remote.internal.link.Keys;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.KeyExchange;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The handshake of whoever dials: says who we are, and checks who answers. Confined to the loop. */
final class DialHandshake extends ChannelInboundHandlerAdapter {

    private final Parts parts;
    private final @Nullable SystemId expected;
    private final FrameChannel channel;
    private final Consumer<FarEnd> agreed;
    private final Consumer<String> refused;
    private final @Nullable KeyExchange exchange;
    private final byte[] ours;
    private boolean begun;
    private boolean ended;

    /**
     * A handshake.
     *
     * @param expected who must be there; null for anybody
     * @param agreed called with a connection on which both agree; must replace this handler at once
     * @param refused called with the reason if they do not; the connection is then of no use
     */
    DialHandshake(
            Parts parts,
            @Nullable SystemId expected,
            FrameChannel channel,
            Consumer<FarEnd> agreed,
            Consumer<String> refused) {
        this.parts = parts;
        this.expected = expected;
        this.channel = channel;
        this.agreed = agreed;
        this.refused = refused;
        exchange = Hellos.exchange(parts);
        ours = Hellos.make(parts, exchange);
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
            channel.send(ours);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        byte[] theirs = (byte[]) frame;
        try {
            Hello hello = Hellos.check(parts, theirs, expected);
            agreed.accept(end(hello, theirs));
        } catch (HandshakeException e) {
            refuse(e, String.valueOf(e.getMessage()));
        }
    }

    private FarEnd end(Hello hello, byte[] theirs) throws HandshakeException {
        return exchange == null
                ? new FarEnd(channel, hello, Keys.of(parts.settings().secret(), ours, theirs))
                : FarEnd.encryptedDialler(channel, hello, Hellos.agree(parts, exchange, hello, ours, theirs));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        refused.accept(
                "the peer closed the connection instead of answering the handshake; as a rule it has another secret, another"
                        + " codec (one in Python needs transport_codec=\"cbor2\"), TLS or encrypt() on one side only, or no Spark listens there;"
                        + " the log of a Java system says more");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        refuse(cause, Causes.text(cause));
    }

    /** Counted once, whatever comes behind it. */
    private void refuse(Throwable found, String why) {
        if (!ended) {
            ended = true;
            parts.refusals().count(found);
        }
        refused.accept(why);
    }
}
