package io.sparkactor.remote.internal.membership;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.tunnel.Post;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.remote.internal.wire.FrameException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a relay, from its beginning to its end: registers, hands over what comes, and ends when the relay is silent. Confined to
 * the loop.
 */
final class RelayCall implements LineListener, Post {

    /** How long the relay may take to answer a registration, as in the original. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /** What becomes of it. Called on the loop. */
    interface Outcome {

        /** We are registered. */
        void registered(RelayCall call, boolean challenged);

        /** It is over. Called once, unless it was closed from here. */
        void ended(RelayCall call, String why, int code);
    }

    private final Parts parts;
    private final RelayTarget target;
    private final PeerFigures figures;
    private final Outcome outcome;
    private final RelayTraffic traffic;
    private final Registration registration;
    private final LoopTimer deadline;
    private final RelayPulse pulse;
    private @Nullable Line line;
    private @Nullable Runnable cleanUp;
    private boolean challenged;
    private boolean registered;
    private boolean over;
    private int frameBytes = WebSocketFrames.LARGEST;

    RelayCall(Parts parts, RelayTarget target, PeerFigures figures, Outcome outcome, RelayTraffic traffic) {
        this.parts = parts;
        this.target = target;
        this.figures = figures;
        this.outcome = outcome;
        this.traffic = traffic;
        registration = new Registration(parts.home().systemId(), target.secret());
        deadline = parts.loop().timer(this::tooLate);
        pulse = new RelayPulse(parts, figures, this::ping, why -> end(why, 0));
    }

    /** Begins. */
    void start() {
        deadline.in(parts.settings().times().handshake());
        target.dialler().dial(RelayTarget.SUB_PROTOCOL, this);
    }

    private void tooLate() {
        end(line == null ? "no answer in time" : "websocket relay registration timed out", 0);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void whenOver(Runnable task) {
        if (over) {
            task.run();
        } else {
            cleanUp = task;
        }
    }

    @Override
    public void opened(Line opened, @Nullable String subProtocol) {
        if (over) {
            opened.close("nobody waits for it any more");
            return;
        }
        line = opened;
        cleanUp = null;
        challenged = RelayTarget.SUB_PROTOCOL.equals(subProtocol);
        heard();
        if (challenged) {
            return; // the relay speaks first
        }
        if (!target.mayBeOriginal()) {
            end(
                    "the relay knows no " + RelayTarget.SUB_PROTOCOL
                            + ", so it cannot show that it knows the secret; if it is that of the Python original,"
                            + " allowUnauthenticatedPython() of the remote takes it all the same",
                    0);
            return;
        }
        register(registration.unasked());
    }

    private void register(Register register) {
        deadline.in(ANSWER);
        write(WebSocketFrames.write(allocator(), register));
        flush();
    }

    @Override
    public void message(ByteBuf message) {
        if (over) {
            return;
        }
        try {
            FrameHeader header = WebSocketFrames.read(message);
            if (registered) {
                take(header, message);
            } else {
                takeAnswer(header);
            }
        } catch (FrameException e) {
            parts.refusals().count(e);
            end("the relay broke the rules: " + e.getMessage(), 0);
        }
    }

    private void takeAnswer(FrameHeader header) throws FrameException {
        switch (header) {
            case Challenge challenge
            when challenged -> {
                frameBytes = challenge.frameBytes();
                register(registration.answer(challenge));
            }
            case Ack ack -> {
                registration.taken(ack);
                registered();
            }
            case Nack nack when registration.isAbout(nack.frameId()) -> end(reason(nack), 0);
            default -> throw new FrameException("a frame came before the answer to the registration");
        }
    }

    private void registered() {
        registered = true;
        deadline.cancel();
        // All that the relay hands on, be it longer than we take: else any member could have the line of all cut.
        line().largest(frameBytes);
        pulse.begin();
        outcome.registered(this, challenged);
    }

    private void take(FrameHeader header, ByteBuf payload) throws FrameException {
        SystemId self = parts.home().systemId();
        figures.frameReceived();
        switch (header) {
            case Envelope envelope when envelope.target().equals(self) -> traffic.envelope(envelope, payload);
            case Envelope _ -> throw new FrameException("an envelope for another system");
            case Ack ack -> traffic.acknowledged(ack.frameId());
            case Nack nack -> traffic.refused(nack.frameId(), reason(nack));
            case Register _, Challenge _ ->
                throw new FrameException("a frame that nobody expects behind a registration");
        }
    }

    private static String reason(Nack nack) {
        return nack.reason() == null ? "the relay does not say why" : nack.reason();
    }

    @Override
    public void heard() {
        pulse.heard();
    }

    private void ping() {
        if (line != null) {
            line.ping();
        }
    }

    @Override
    public void writable() {
        if (registered && !over) {
            traffic.writable();
        }
    }

    @Override
    public void ended(String why, int code) {
        end(why, code);
    }

    private void end(String why, int code) {
        if (!over) {
            close(why);
            outcome.ended(this, why, code);
        }
    }

    /** Ends it, which unregisters us; nobody is told. Safe to call twice. */
    void close(String why) {
        over = true;
        deadline.cancel();
        pulse.end();
        Line open = line;
        if (open != null) {
            line = null;
            open.close(why);
        } else if (cleanUp != null) {
            cleanUp.run();
        }
    }

    private Line line() {
        Line open = line;
        if (open == null) {
            throw new IllegalStateException("the connection to the relay is closed");
        }
        return open;
    }

    @Override
    public int frameBytes() {
        return frameBytes;
    }

    @Override
    public ByteBufAllocator allocator() {
        return line().allocator();
    }

    @Override
    public boolean isWritable() {
        return line != null && line.isWritable();
    }

    @Override
    public void write(ByteBuf message) {
        figures.frameSent();
        line().write(message);
    }

    @Override
    public void flush() {
        if (line != null) {
            line.flush();
        }
    }
}
