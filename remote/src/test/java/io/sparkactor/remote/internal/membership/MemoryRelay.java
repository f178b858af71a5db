package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.Loop;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A relay without sockets, in which a test may meddle with all that passes: what it says to clients runs on their loops, in order. Thread-safe.
 */
final class MemoryRelay {

    /** What becomes of an envelope: the bytes that are handed on instead, or nothing; a reason for a nack may be thrown. */
    interface Meddler extends BiFunction<Envelope, byte[], List<byte[]>> {}

    /** Has an envelope refused. */
    static final class Refuse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refuse(String reason) {
            super(reason);
        }
    }

    private final RelayProofs proofs;
    private final Map<SystemId, Client> clients = new HashMap<>();
    private final List<Client> all = new ArrayList<>();
    private final List<byte[]> passed = new ArrayList<>();
    private Meddler meddler = (_, whole) -> List.of(whole);
    private boolean down;
    private boolean original;
    private boolean silent;
    private boolean keeps;
    private int frameBytes = 1 << 20;
    private int registrations;

    MemoryRelay(String secret) {
        proofs = new RelayProofs(Secret.of(secret));
    }

    /** It takes no sub-protocol. */
    synchronized MemoryRelay asOriginal() {
        original = true;
        return this;
    }

    /** It takes messages of so many bytes. */
    synchronized MemoryRelay frameBytes(int bytes) {
        frameBytes = bytes;
        return this;
    }

    synchronized void meddle(Meddler with) {
        meddler = with;
    }

    /** From now on it keeps all envelopes that pass. */
    synchronized void keep() {
        keeps = true;
    }

    synchronized List<byte[]> passed() {
        return List.copyOf(passed);
    }

    /** It cuts all off, and lets nobody in until it is up again. */
    synchronized void down() {
        down = true;
        List.copyOf(all).forEach(client -> client.end("the relay is gone", 0));
    }

    synchronized void up() {
        down = false;
    }

    /** It says nothing any more, not even to pings, or does so again. */
    synchronized void silent(boolean silent) {
        this.silent = silent;
    }

    synchronized boolean has(SystemId system) {
        return clients.containsKey(system);
    }

    synchronized int registrations() {
        return registrations;
    }

    /** Sends bytes to a client, as if they had come for it. */
    synchronized void inject(SystemId to, byte[] whole) {
        Client client = clients.get(to);
        if (client != null) {
            client.say(whole);
        }
    }

    /** For the systems of one loop. */
    LineDialler dialler(Loop loop) {
        return new Dial(loop, this);
    }

    private record Dial(Loop loop, MemoryRelay relay) implements LineDialler {

        @Override
        public String address() {
            return "memory:relay";
        }

        @Override
        public void dial(String subProtocol, LineListener listener) {
            relay.called(loop, listener);
        }
    }

    private final class Client implements Line {

        private final Loop loop;
        private final LineListener listener;
        private final String nonce = RelayProofs.nonce();
        private @Nullable SystemId system;
        private int largest = WebSocketFrames.LARGEST_HEADER;
        private boolean ended;

        Client(Loop loop, LineListener listener) {
            this.loop = loop;
            this.listener = listener;
        }

        void say(FrameHeader header) {
            say(bytes(header));
        }

        void say(byte[] whole) {
            if (silent) {
                return;
            }
            loop.execute(() -> {
                if (!ended && whole.length > largest) {
                    left(this);
                    ended = true;
                    listener.ended("a message of " + whole.length + " bytes; at most " + largest, 0);
                } else if (!ended) {
                    ByteBuf message = Unpooled.wrappedBuffer(whole);
                    listener.heard();
                    listener.message(message);
                    message.release();
                }
            });
        }

        void end(String why, int code) {
            all.remove(this);
            if (system != null) {
                clients.remove(system, this);
            }
            loop.execute(() -> {
                if (!ended) {
                    ended = true;
                    listener.ended(why, code);
                }
            });
        }

        @Override
        public ByteBufAllocator allocator() {
            return UnpooledByteBufAllocator.DEFAULT;
        }

        @Override
        public boolean isWritable() {
            return !ended;
        }

        @Override
        public void largest(int bytes) {
            largest = bytes;
        }

        @Override
        public void write(ByteBuf message) {
            byte[] whole = ByteBufUtil.getBytes(message);
            message.release();
            took(this, whole);
        }

        @Override
        public void flush() {
            // Nothing is kept.
        }

        @Override
        public void ping() {
            pinged(this);
        }

        @Override
        public void close(String why) {
            ended = true;
            left(this);
        }
    }

    static byte[] bytes(FrameHeader header) {
        return bytes(header, new byte[0]);
    }

    static byte[] bytes(FrameHeader header, byte[] payload) {
        ByteBuf front = WebSocketFrames.write(UnpooledByteBufAllocator.DEFAULT, header);
        ByteBuf whole = Unpooled.wrappedBuffer(front, Unpooled.wrappedBuffer(payload));
        try {
            return ByteBufUtil.getBytes(whole);
        } finally {
            whole.release();
        }
    }

    private synchronized void called(Loop loop, LineListener listener) {
        if (down) {
            loop.execute(() -> listener.ended("nobody listens", 0));
            return;
        }
        var client = new Client(loop, listener);
        all.add(client);
        boolean challenges = !original;
        loop.execute(() -> listener.opened(client, challenges ? RelayTarget.SUB_PROTOCOL : null));
        if (challenges) {
            client.say(new Challenge(RelayTarget.RELAY, client.nonce, frameBytes));
        }
    }

    private synchronized void pinged(Client client) {
        if (!silent) {
            client.loop.execute(client.listener::heard);
        }
    }

    private synchronized void left(Client client) {
        all.remove(client);
        if (client.system != null) {
            clients.remove(client.system, client);
        }
    }

    private synchronized void took(Client client, byte[] whole) {
        try {
            switch (WebSocketFrames.read(Unpooled.wrappedBuffer(whole))) {
                case Register register -> register(client, register);
                case Envelope envelope -> forward(client, envelope, whole);
                default -> client.end("unexpected", 1008);
            }
        } catch (FrameException e) {
            client.end(String.valueOf(e.getMessage()), 1007);
        }
    }

    private void register(Client client, Register frame) {
        SystemId system = frame.source();
        String right = original
                ? proofs.ofOriginal(system, frame.frameId())
                : proofs.ofClient(client.nonce, frame.frameId(), system);
        if (!RelayProofs.matches(right, frame.auth())) {
            client.say(new Nack(RelayTarget.RELAY, system, frame.frameId(), "relay authentication failed"));
            return;
        }
        client.system = system;
        Client before = clients.put(system, client);
        if (before != null && before != client) {
            before.end("replaced", 4000);
        }
        registrations++;
        String proof = original ? null : proofs.ofRelay(client.nonce, frame.frameId(), system);
        client.say(new Ack(RelayTarget.RELAY, system, frame.frameId(), proof));
    }

    private void forward(Client source, Envelope envelope, byte[] whole) {
        Client target = clients.get(envelope.target());
        try {
            if (whole.length > frameBytes) {
                throw new IllegalStateException("a frame of " + whole.length + " bytes");
            }
            if (target == null) {
                throw new Refuse("relay route not found");
            }
            if (keeps) {
                passed.add(whole);
            }
            meddler.apply(envelope, whole).forEach(target::say);
            if (envelope.wantsAck() || original) {
                source.say(new Ack(RelayTarget.RELAY, envelope.source(), envelope.frameId(), null));
            }
        } catch (Refuse e) {
            source.say(new Nack(RelayTarget.RELAY, envelope.source(), envelope.frameId(), e.getMessage()));
        }
    }
}
