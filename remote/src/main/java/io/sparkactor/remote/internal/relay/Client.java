package io.sparkactor.remote.internal.relay;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.websocket.AckTemplate;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.remote.internal.wire.Foreign;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** One connection, from its WebSocket on: who is there, and what it is told. Confined to the loop. */
final class Client {

    /** Who the relay is, as in the original. */
    static final SystemId RELAY = SystemId.ofName("spark-websocket-relay");

    private static final AckTemplate ACKS = new AckTemplate(RELAY);
    private static final System.Logger LOGGER = System.getLogger(Client.class.getName());

    /** Another connection has registered for the same system: a code of our own. */
    private static final int REPLACED = 4000;

    private final Hub hub;
    private final Channel channel;
    private final @Nullable String challenge;
    private final Reading reading;
    private final Traffic traffic;
    private final Taking taking;
    private final Liveness liveness;
    private final Unfinished unfinished;
    private boolean challengeTaken;
    private @Nullable LoopTimer probing;
    private @Nullable SystemId system;
    private @Nullable Runnable whenRegistered;
    private boolean ended;

    /**
     * A client that is not registered yet.
     *
     * @param challenge the relay's nonce, if the client has asked for one; null otherwise
     */
    Client(Hub hub, Channel channel, @Nullable String challenge) {
        this.hub = hub;
        this.channel = channel;
        this.challenge = challenge;
        reading = new Reading(channel);
        traffic = new Traffic(reading, hub.settings().limits().sourceBytes());
        taking = new Taking(channel, hub.settings().times().heartbeat().toNanos() / 2);
        liveness = new Liveness(hub, this, channel);
        unfinished = new Unfinished(hub, this, channel);
    }

    /** Says the first word to those that want it. */
    void open(Runnable whenRegistered) {
        this.whenRegistered = whenRegistered;
        hub.clients().add(this);
        if (challenge != null) {
            answer(new Challenge(RELAY, challenge, hub.settings().limits().frameBytes()));
        }
    }

    /** The system that it is there for; null before it has registered. */
    @Nullable
    SystemId system() {
        return system;
    }

    boolean isChallenged() {
        return challenge != null;
    }

    /** The nonce of its challenge; empty if there is none. */
    String challenge() {
        return challenge == null ? "" : challenge;
    }

    /** The nonce of its challenge, once; then, and if there is none, null. */
    @Nullable
    String takeChallenge() {
        String nonce = challengeTaken ? null : challenge;
        challengeTaken = true;
        return nonce;
    }

    boolean isEnded() {
        return ended;
    }

    Reading reading() {
        return reading;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Whether it has taken nothing of what waits for it for too long. */
    boolean isStuck() {
        return taking.isStuck(traffic, hub.now());
    }

    Unfinished unfinished() {
        return unfinished;
    }

    /** Something has come from it. */
    void heard() {
        liveness.heard();
    }

    boolean isHeardSince(long nanos) {
        return liveness.isHeardSince(nanos);
    }

    boolean isProbing() {
        return probing != null;
    }

    /** It waits until somebody else has answered, or not. */
    void probing(LoopTimer timer) {
        probing = timer;
        timer.in(hub.settings().times().takeover());
    }

    /** It is there for a system from now on. */
    void registered(SystemId system) {
        probing = null;
        this.system = system;
        Runnable first = whenRegistered;
        if (first != null) {
            whenRegistered = null;
            first.run();
            // Frames that came with the registration have been handled by now, and may have been the end of it.
            if (!ended) {
                liveness.begin();
            }
        }
        LOGGER.log(Level.DEBUG, () -> "relay: registered " + about());
    }

    void ping() {
        write(new PingWebSocketFrame());
    }

    /** Hands a message on to it. Takes the reference of the caller. */
    ChannelFuture forward(ByteBuf message) {
        ChannelFuture written = channel.write(new BinaryWebSocketFrame(message));
        hub.flushes().add(channel);
        return written;
    }

    void answer(FrameHeader frame) {
        write(new BinaryWebSocketFrame(WebSocketFrames.write(channel.alloc(), frame)));
    }

    void write(WebSocketFrame frame) {
        // How it went shows on the channel, whose handlers are told.
        var unused = channel.write(frame, channel.voidPromise());
        hub.flushes().add(channel);
    }

    /** Its frame has left for its target. */
    void handedOn(Envelope envelope) {
        if (!ended && envelope.wantsAck()) {
            write(new BinaryWebSocketFrame(ACKS.write(channel.alloc(), envelope.source(), envelope.frameId())));
        }
    }

    void refuse(Refusal why, FrameHeader frame) {
        refuse(why, frame, "");
    }

    /** Says no to a frame, and ends the connection if that is the end of it. */
    void refuse(Refusal why, FrameHeader frame, String detail) {
        if (ended) {
            return;
        }
        String reason = Foreign.printable(why.text() + detail);
        answer(new Nack(RELAY, frame.source(), frame.frameId(), reason));
        if (why.closeCode() == 0) {
            hub.counters().refused(why);
        } else {
            end(why, "source=" + Foreign.quoted(frame.source().uuid()));
        }
    }

    /** Ends the connection for a fault of the other side. */
    void end(Refusal why, String detail) {
        if (!ended) {
            hub.counters().refused(why);
            hub.log().warn("closed " + about() + " reason=" + why.label() + " " + detail);
            close(why.closeCode(), why.text());
        }
    }

    /** Somebody else is there for its system. */
    void replaced() {
        if (!ended) {
            hub.log().warn("replaced " + about());
            close(REPLACED, "another connection has registered for this system");
        }
    }

    /** The relay has ended. */
    void shutDown() {
        if (!ended) {
            close(1001, Refusal.CLOSING.text());
        }
    }

    private void close(int code, String text) {
        leave();
        LastWords.say(hub, channel, code, text);
    }

    /** The other side has sent a close frame, first or in answer to ours. */
    void closedByPeer() {
        boolean first = !ended;
        leave();
        LastWords.hear(channel, first);
    }

    /** Nobody is there any more. */
    void leave() {
        if (!ended) {
            ended = true;
            liveness.end();
            if (probing != null) {
                probing.cancel();
            }
            hub.clients().remove(this);
            LOGGER.log(Level.DEBUG, () -> "relay: left " + about());
        }
    }

    private String about() {
        SystemId known = system;
        return "address=" + Channels.address(channel) + " system="
                + (known == null ? "none" : Foreign.quoted(known.uuid())) + " challenged=" + isChallenged();
    }
}
