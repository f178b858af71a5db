package io.sparkactor.remote.internal.link;

import io.netty.channel.ChannelHandler;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.FrameOpener;
import io.sparkactor.remote.internal.wire.SessionOffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a session: its frames out, and the seals of those that come in. Confined to the loop.
 *
 * @param channel the connection
 * @param writer what writes to it
 * @param opener what checks the seals; null without a secret
 * @param takesStreams whether the peer takes streams
 */
public record Wire(
        FrameChannel channel, FrameWriter writer, @Nullable FrameOpener opener, boolean takesStreams) {

    /** Of the side that dialled. */
    public static Wire ofDialler(FarEnd end, PeerFigures figures) {
        Keys keys = end.keys();
        return new Wire(
                end.channel(),
                new FrameWriter(end.channel(), Keys.seal(keys.toAcceptor()), figures),
                Keys.opener(keys.toDialler()),
                takesStreams(end));
    }

    /** Of the side that was dialled. */
    public static Wire ofAcceptor(FarEnd end, PeerFigures figures) {
        Keys keys = end.keys();
        return new Wire(
                end.channel(),
                new FrameWriter(end.channel(), Keys.seal(keys.toDialler()), figures),
                Keys.opener(keys.toAcceptor()),
                takesStreams(end));
    }

    private static boolean takesStreams(FarEnd end) {
        SessionOffer offer = end.hello().session();
        return offer != null && offer.takesStreams();
    }

    /** Where the body of a frame begins, if its seal is right. */
    public int open(byte[] frame) throws FrameException {
        return opener == null ? 0 : opener.open(frame, 0, frame.length);
    }

    /** Has another handler take the frames, from the next one on. */
    public void handler(ChannelHandler handler) {
        channel.handler(handler);
    }
}
