package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.peer.Guests;
import io.sparkactor.remote.internal.peer.Peers;
import io.sparkactor.remote.internal.settings.WebSocketSettings;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.wire.Bounded;
import java.util.stream.Stream;

/** A port that listens for WebSocket, and what may come to it. The first byte says how far the peer keeps to the rules. */
final class ReceptionTargets {

    private static final int NOTHING_RIGHT = 0;
    private static final int UPGRADED = 1;
    private static final int REGISTERED = 2;
    private static final int IN_FRAMES = 3;
    private static final int FOR_SESSIONS = 4;
    private static final int KINDS = 5;
    private static final int PIECE = 100;

    /** The pipelines of HTTP and WebSocket. */
    private static final int CONNECTION_BYTES = 4_000;

    private static final SystemId PEER = SystemId.ofName("fuzz");
    private static final TcpSettings SETTINGS =
            TcpSettings.DEFAULT.withLimits(TcpSettings.DEFAULT.limits().withFrameBytes(64 << 10));
    private static final FakeHome HOME = new FakeHome("fuzzed-web", SETTINGS);
    private static final Peers PEERS = new Peers();
    private static final Parts PARTS = Parts.of(HOME, SETTINGS.shared(), PEERS, "web");

    private ReceptionTargets() {}

    private static byte[] request(String more) {
        return ("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Some that are right. */
    static Stream<byte[]> some() {
        byte[] message = DirectPeer.message(PEER, HOME.actor("a"), null, "hi");
        return Stream.of(
                led(NOTHING_RIGHT, request("Origin: https://app.example\r\n")),
                led(UPGRADED, ClientBytes.frame(ClientBytes.BINARY, true, DirectPeer.register(PEER))),
                led(REGISTERED, ClientBytes.frame(ClientBytes.BINARY, true, message)),
                led(IN_FRAMES, message),
                led(FOR_SESSIONS, ClientBytes.frame(ClientBytes.PING, true, new byte[3])));
    }

    private static byte[] led(int kind, byte[] input) {
        byte[] bytes = new byte[input.length + 1];
        bytes[0] = (byte) kind;
        System.arraycopy(input, 0, bytes, 1, input.length);
        return bytes;
    }

    /** Has it come; nothing is thrown that nobody takes. */
    static void connections(byte[] bytes) {
        if (bytes.length > 0) {
            Bounded.run(bytes.length + CONNECTION_BYTES, () -> connection(bytes));
        }
    }

    private static void connection(byte[] bytes) {
        int kind = (bytes[0] & 0xFF) % KINDS;
        var channel = new EmbeddedChannel();
        var acceptor = new Acceptor(PARTS, new Guests(PARTS, PEERS));
        new WebSocketReception(PARTS, WebSocketSettings.DEFAULT.listening(), acceptor, false).accept(channel);
        ByteBuf rest = Unpooled.wrappedBuffer(bytes, 1, bytes.length - 1);
        if (kind != NOTHING_RIGHT) {
            give(channel, request(kind == FOR_SESSIONS ? "Sec-WebSocket-Protocol: spark-session.1\r\n" : ""));
        }
        if (kind == REGISTERED || kind == IN_FRAMES) {
            give(channel, ClientBytes.frame(ClientBytes.BINARY, true, DirectPeer.register(PEER)));
        }
        if (kind == IN_FRAMES) {
            byte[] message = new byte[rest.readableBytes()];
            rest.readBytes(message);
            give(channel, ClientBytes.frame(ClientBytes.BINARY, true, message));
        }
        while (rest.isReadable() && channel.isOpen()) {
            channel.writeInbound(rest.readRetainedSlice(Math.min(PIECE, rest.readableBytes())));
            drain(channel);
        }
        channel.finishAndReleaseAll();
        channel.checkException();
        PEERS.endPlainGuests("the next one");
        PEERS.closeWays("the next one");
        HOME.forget();
    }

    private static void give(EmbeddedChannel channel, byte[] bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            drain(channel);
        }
    }

    private static void drain(EmbeddedChannel channel) {
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            ReferenceCountUtil.release(out);
        }
    }
}
