package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.tunnel.TunnelFrames.Verb;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One tunnel, as one of its ends sees it: counts what was sent and taken, so that neither side sends more than the other one wants to have
 * on its way. Confined to the loop.
 *
 * <p>Credit is absolute, so it can be late or come twice. What is taken is handed on at once; the window bounds what waits in the relay.
 */
final class Tunnel implements TunnelSocket.Bytes {

    /** Said after so many bytes, so that the other side does not wait for it. */
    private static final int CREDIT_STEP = TunnelFrames.WINDOW / 4;

    private final TunnelId id;
    private final SystemId peer;
    private final TunnelWriter writer;
    private final Consumer<Tunnel> gone;
    private final TunnelSocket socket = new TunnelSocket(this);
    private long sent;
    private long mayHaveSent = TunnelFrames.WINDOW;
    private long taken;
    private long told;
    private boolean tellsPeer = true;

    /**
     * An open one.
     *
     * @param gone told once, when it is closed
     */
    Tunnel(TunnelId id, SystemId peer, TunnelWriter writer, Consumer<Tunnel> gone) {
        this.id = id;
        this.peer = peer;
        this.writer = writer;
        this.gone = gone;
    }

    TunnelId id() {
        return id;
    }

    SystemId peer() {
        return peer;
    }

    TunnelSocket socket() {
        return socket;
    }

    @Override
    public int room() {
        return (int) Math.min(mayHaveSent - sent, writer.room());
    }

    @Override
    public void send(ByteBuf from, int length) {
        writer.data(sent, from, length);
        sent += length;
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void closed() {
        if (tellsPeer) {
            tellsPeer = false;
            writer.close("");
        }
        gone.accept(this);
    }

    /**
     * A frame about it has come, other than that which opens it.
     *
     * @throws FrameException if that is against the rules
     */
    void received(Verb verb, ByteBuf rest) throws FrameException {
        switch (verb) {
            case OPEN -> throw new FrameException("a tunnel was opened twice");
            case DATA -> take(rest);
            case CREDIT -> credit(rest.readLong());
            case CLOSE -> closedByPeer(rest.toString(StandardCharsets.UTF_8));
        }
    }

    private void take(ByteBuf data) throws FrameException {
        // What is behind a frame that the relay has refused may come: without a seal nothing above would see the gap
        // for what it is.
        if (data.readLong() != taken) {
            throw new FrameException("bytes of a tunnel are missing, or came twice");
        }
        int length = data.readableBytes();
        if (taken + length > told + TunnelFrames.WINDOW) {
            throw new FrameException("more came through a tunnel than may be on its way");
        }
        taken += length;
        if (taken - told >= CREDIT_STEP) {
            told = taken;
            writer.credit(taken);
        }
        socket.received(data);
    }

    private void credit(long takenByPeer) throws FrameException {
        if (takenByPeer < 0 || takenByPeer > sent) {
            throw new FrameException("the peer has taken more from a tunnel than was sent");
        }
        mayHaveSent = Math.max(mayHaveSent, takenByPeer + TunnelFrames.WINDOW);
        socket.roomAgain();
    }

    private void closedByPeer(String why) {
        tellsPeer = false;
        if (why.isEmpty()) {
            socket.unsafe().close(socket.voidPromise());
        } else {
            socket.fail("the peer closed the tunnel: " + why);
        }
    }

    /** It is of no use any more, and both ends hear why. */
    void refuse(String why) {
        if (tellsPeer) {
            tellsPeer = false;
            writer.close(why);
        }
        socket.fail(why);
    }
}
