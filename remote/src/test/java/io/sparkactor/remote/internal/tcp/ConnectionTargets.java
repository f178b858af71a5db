package io.sparkactor.remote.internal.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.codec.CodecTag;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.handshake.Acceptor;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.link.Keys;
import io.sparkactor.remote.internal.link.Standing;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.peer.Guests;
import io.sparkactor.remote.internal.peer.Peers;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.AskFailure;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrame.Heartbeat;
import io.sparkactor.remote.internal.session.SessionFrame.Message;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.remote.internal.settings.RemoteLimits;
import io.sparkactor.remote.internal.settings.RemoteTimes;
import io.sparkactor.remote.internal.stream.FrameDecoder;
import io.sparkactor.remote.internal.stream.StreamChannel;
import io.sparkactor.remote.internal.wire.Bounded;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.FrameSeal;
import io.sparkactor.remote.internal.wire.HelloCodec;
import io.sparkactor.remote.internal.wire.Opening;
import io.sparkactor.remote.internal.wire.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comes over a connection, at whatever point of it: it is taken, or ends the connection and nothing else. For one thread. */
final class ConnectionTargets {

    private static final SystemId PEER = SystemId.ofName("fuzz");
    private static final Duration NEVER = Duration.ofDays(1);
    private static final TcpSettings OPEN = TcpSettings.DEFAULT
            .withLimits(RemoteLimits.DEFAULT.withFrameBytes(1 << 16))
            .withTimes(new RemoteTimes(NEVER, NEVER, NEVER, NEVER, NEVER));
    private static final Secret SECRET = Secret.of("shared");
    private static final int LARGEST = 1 << 16;
    private static final int MOST_FRAMES = 100;

    /** What each frame of a conversation weighs beside what its peer has to say: headers, names, and what it is put into. */
    private static final int EACH_FRAME = 500;

    /** Systems whose own sockets nobody calls: only their parts are used, on the thread that fuzzes. */
    private static final FakeHome HOME = home("fuzzed");

    private static final FakeHome SEALED_HOME = home("fuzzed-sealed");
    private static final Peers PEERS = new Peers();
    private static final Parts OPEN_PARTS = Parts.of(HOME, OPEN.shared(), PEERS, "open");
    private static final Parts SEALED_PARTS =
            Parts.of(SEALED_HOME, OPEN.withSecret(SECRET).shared(), PEERS, "sealed");

    private static FakeHome home(String name) {
        var home = new FakeHome(name, OPEN);
        home.mailbox = message -> message.target().uuid().length() % 2 == 0
                ? new Delivery.Accepted()
                : new Delivery.Refused(DeadLetterReason.NO_ACTOR);
        return home;
    }

    private ConnectionTargets() {}

    /** Cuts it into frames, and looks at what they open with. */
    static void frames(byte[] bytes) {
        Bounded.run(bytes.length + 64, () -> {
            var channel = new EmbeddedChannel(new FrameDecoder(HelloCodec.LARGEST, LARGEST));
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(bytes));
                for (byte[] frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
                    Opening.of(frame, 0, frame.length);
                }
            } catch (DecoderException declared) {
                isDeclared(declared);
            } catch (FrameException declared) {
                Bounded.saysSomething(declared);
            } finally {
                finish(channel);
            }
        });
    }

    private static void isDeclared(DecoderException thrown) {
        if (!(thrown.getCause() instanceof FrameException declared)) {
            throw new AssertionError("not declared", thrown);
        }
        Bounded.saysSomething(declared);
    }

    private static void finish(EmbeddedChannel channel) {
        try {
            channel.finishAndReleaseAll();
        } catch (DecoderException declared) {
            isDeclared(declared);
        }
    }

    /** Has it say what a peer does. */
    static void conversations(byte[] bytes) {
        Bounded.run(MOST_FRAMES * EACH_FRAME + bytes.length, () -> {
            var data = new ByteScript(bytes);
            boolean sealed = data.truth();
            new Conversation(sealed ? SEALED_PARTS : OPEN_PARTS, sealed ? SECRET : null).hold(data);
        });
    }

    /** One connection that is accepted, and a peer that has understood the rules well enough to break them late. */
    private static final class Conversation {

        private final @Nullable Secret secret;
        private final EmbeddedChannel channel;
        private @Nullable FrameSeal seal;
        private long sent;

        Conversation(Parts parts, @Nullable Secret secret) {
            this.secret = secret;
            channel = new EmbeddedChannel();
            new Acceptor(parts, new Guests(parts, PEERS)).accept(new StreamChannel(channel, false));
        }

        void hold(ByteScript data) {
            greet(data);
            for (int i = 0; i < MOST_FRAMES && data.hasMore() && channel.isOpen(); i++) {
                give(next(data));
                drain();
            }
            channel.finishAndReleaseAll();
            channel.checkException();
            PEERS.endPlainGuests("the next one");
            PEERS.closeWays("the next one");
            HOME.forget();
            SEALED_HOME.forget();
        }

        private void greet(ByteScript data) {
            int kind = data.number(0, 9);
            if (kind == 0) {
                return; // whatever comes first
            }
            byte[] ours = kind < 4 ? RawPeer.hello(PEER, secret) : RawSession.hello(PEER, secret);
            give(ours);
            byte[] answer = answer();
            Keys keys = Keys.of(secret, ours, answer);
            seal = Keys.seal(kind < 4 ? keys.plain() : keys.toAcceptor());
            if (kind > 5) {
                give(sealed(RawSession.open(1)));
            }
        }

        private byte[] answer() {
            ByteBuf hello = Unpooled.buffer();
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                hello.writeBytes(part);
                part.release();
            }
            return ByteBufUtil.getBytes(hello, 4, hello.readableBytes() - 4);
        }

        private byte[] next(ByteScript data) {
            int kind = data.number(0, 12);
            if (kind == 0) {
                return data.bytes(data.number(0, 2_000)); // with a seal that is its own affair
            }
            byte[] body = switch (kind) {
                case 1, 2 -> data.bytes(data.number(0, 300));
                case 3 -> RawSession.bytes(new Heartbeat());
                case 4 -> RawSession.bytes(new Bye(Bye.Why.CLOSED, data.text(50)));
                case 5 -> RawSession.bytes(acknowledge(data));
                case 6 -> RawSession.bytes(new AskFailure(seq(data), id(data), new FailureCause.Stopped()));
                case 7 ->
                    new SessionOpening.Open(
                                    data.truth(),
                                    1 + data.number(0, 9),
                                    new Standing(data.number(0, 9), 64 << 20, 5_000),
                                    new CodecTag("cbor2", data.number(0, 9) == 0 ? "other" : ""))
                            .encode();
                default -> RawSession.bytes(message(data));
            };
            return sealed(body);
        }

        private long seq(ByteScript data) {
            return data.number(0, 9) == 0 ? data.large() : ++sent;
        }

        private static String id(ByteScript data) {
            return "x" + data.text(40);
        }

        private Message message(ByteScript data) {
            long seq = seq(data);
            Sender sender = data.truth() ? new Sender(null, id(data)) : null;
            Map<String, String> headers = data.truth() ? Map.of(data.text(9), "v") : Map.of();
            long ttl = data.truth() ? SessionFrame.FOREVER : data.large();
            return TestFrames.message(
                    seq,
                    id(data),
                    sender,
                    data.truth(),
                    ttl,
                    headers,
                    data.truth() ? id(data) : null,
                    data.bytes(data.number(0, 200)));
        }

        private static Acknowledge acknowledge(ByteScript data) {
            long upTo = data.number(0, 3);
            return new Acknowledge(upTo, List.of(), upTo + data.number(0, 99), data.large());
        }

        private byte[] sealed(byte[] body) {
            return seal == null ? body : seal.sealed(body);
        }

        private void give(byte[] body) {
            channel.writeInbound(Unpooled.wrappedBuffer(RawPeer.frame(body)));
        }

        private void drain() {
            for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
                part.release();
            }
        }
    }
}
