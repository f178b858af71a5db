package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.tunnel.TunnelFrames.Verb;
import io.sparkactor.remote.internal.wire.FrameException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** All tunnels over one connection to the relay: those that we open, and those that others open to us. Confined to the loop. */
public final class Tunnels {

    private final Parts parts;
    private final Post post;
    private final Acceptor acceptor;
    private final Visitors visitors;

    /** Those that we opened, and who is told when the relay does not hand their frames on. */
    private final Map<TunnelId, Consumer<String>> opened = new HashMap<>();

    private final Map<TunnelId, Tunnel> all = new HashMap<>();
    private final Map<String, Tunnel> byFrame = new HashMap<>();

    /** None yet. */
    public Tunnels(Parts parts, Post post, Acceptor acceptor) {
        this.parts = parts;
        this.post = post;
        this.acceptor = acceptor;
        visitors = new Visitors(parts.settings().limits().connections());
    }

    /**
     * Opens one. Nobody says that there is another end: the handshake shows it.
     *
     * @param refused told with the reason of the relay, before the tunnel is gone, if it does not hand a frame on
     */
    public FrameChannel open(SystemId peer, Consumer<String> refused) {
        TunnelId id = TunnelId.next();
        var writer = writer(id, peer);
        var tunnel = new Tunnel(id, peer, writer, this::gone);
        opened.put(id, refused);
        writer.open();
        return connect(tunnel, () -> {});
    }

    private TunnelWriter writer(TunnelId id, SystemId peer) {
        return new TunnelWriter(post, parts.home().systemId(), peer, id);
    }

    private TunnelChannel connect(Tunnel tunnel, Runnable agreed) {
        all.put(tunnel.id(), tunnel);
        byFrame.put(tunnel.id().text(), tunnel);
        Channels.register(parts.loop(), tunnel.socket());
        return new TunnelChannel(tunnel, agreed);
    }

    private void gone(Tunnel tunnel) {
        all.remove(tunnel.id());
        byFrame.remove(tunnel.id().text());
        opened.remove(tunnel.id());
        visitors.left(tunnel);
    }

    /**
     * A frame has come.
     *
     * @param source who has sent it, as the relay has checked
     * @throws FrameException if it is none
     */
    public void received(SystemId source, ByteBuf payload) throws FrameException {
        TunnelId id = TunnelFrames.readId(payload);
        Verb verb = TunnelFrames.readVerb(payload);
        Tunnel tunnel = all.get(id);
        // Of a tunnel with somebody else nobody may speak, so it is as if there were none.
        if (tunnel != null && tunnel.peer().equals(source)) {
            try {
                tunnel.received(verb, payload);
            } catch (FrameException e) {
                parts.refusals().count(TransportRefusal.PROTOCOL);
                tunnel.refuse(String.valueOf(e.getMessage()));
            }
        } else if (verb == Verb.OPEN && tunnel == null) {
            accept(id, source);
        } else if (verb != Verb.CLOSE) {
            writer(id, source).close("there is no such tunnel");
        }
    }

    private void accept(TunnelId id, SystemId source) {
        var writer = writer(id, source);
        if (parts.ways().isClosing()) {
            writer.close("the system is closing");
            return;
        }
        String full = visitors.refusal();
        if (full != null) {
            parts.refusals().refused(TransportRefusal.CONNECTIONS, "refused a tunnel of " + source + ": " + full);
            writer.close(full);
            return;
        }
        var tunnel = new Tunnel(id, source, writer, this::gone);
        Tunnel oldest = visitors.came(tunnel);
        if (oldest != null) {
            oldest.refuse("the peer has opened others meanwhile");
        }
        acceptor.accept(connect(tunnel, () -> visitors.agreed(tunnel)));
    }

    /** The relay has not handed a frame on; returns whether it was one of a tunnel. What was behind it may have come: so the tunnel is of no use. */
    public boolean refused(String frameId, String reason) {
        Tunnel tunnel = byFrame.get(frameId);
        if (tunnel == null) {
            return false;
        }
        Consumer<String> opener = opened.remove(tunnel.id());
        if (opener != null) {
            opener.accept(reason);
        }
        // The other end may have had frames before, and hear nothing of this.
        tunnel.refuse(reason);
        return true;
    }

    /** The connection takes more again. */
    public void writable() {
        for (Tunnel tunnel : List.copyOf(all.values())) {
            if (!post.isWritable()) {
                return;
            }
            tunnel.socket().roomAgain();
        }
    }

    /** The connection to the relay is gone, and they with it. */
    public void close(String why) {
        for (Tunnel tunnel : new ArrayList<>(all.values())) {
            tunnel.refuse(why);
        }
    }

    /** How many there are. */
    public int size() {
        return all.size();
    }
}
