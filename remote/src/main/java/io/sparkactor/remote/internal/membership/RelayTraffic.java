package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.sparkactor.remote.internal.tunnel.Post;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;

/** What travels on a connection to the relay, once we are registered. Called on the loop. */
interface RelayTraffic {

    /**
     * We are registered.
     *
     * @param challenged whether the relay is one of ours, which looks at what a target understands
     */
    void up(Post post, boolean challenged);

    /** The connection is gone; there may be a next one. */
    void down(String why);

    /**
     * An envelope for us has come. Whatever is in it is a matter of its source, and not of the connection, which all share.
     *
     * @param payload released by the caller
     */
    void envelope(Envelope envelope, ByteBuf payload);

    /** The relay has handed a frame of ours on. */
    void acknowledged(String frameId);

    /** The relay has not handed a frame of ours on. */
    void refused(String frameId, String reason);

    /** The connection takes more again. */
    void writable();
}
