package io.sparkactor.process.internal.child;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.FrameWriter;
import io.sparkactor.spi.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from an instance to its syndicate. Thread-safe: an actor may have threads of its own that send. */
final class Link {

    private static final Delivery ACCEPTED = new Delivery.Accepted();

    private final FrameWriter writer;
    private final FarRefs refs;
    private final Codec codec;

    Link(FrameWriter writer, FarRefs refs, Codec codec) {
        this.writer = writer;
        this.refs = refs;
        this.codec = codec;
    }

    FarRefs refs() {
        return refs;
    }

    @Nullable
    Object decode(byte[] bytes) {
        return codec.decode(bytes);
    }

    /** Sends to whom a handle stands for; the syndicate takes it from here. */
    Delivery tell(long handle, Object content) {
        return send(FrameKind.TELL, 0, new BodyWriter().number(handle).rest(codec.encode(content)));
    }

    Delivery reply(long number, Object content) {
        return send(FrameKind.REPLY, number, new BodyWriter().rest(codec.encode(content)));
    }

    Delivery forward(long number, ActorRef<?> target) {
        return send(FrameKind.FORWARD, number, new BodyWriter().number(refs.handleOf(target)));
    }

    void stop() {
        Delivery unused = send(FrameKind.STOP, 0, new BodyWriter());
    }

    /** Says which refs nobody here has any more. */
    void forget() throws IOException {
        List<FarRefs.Known> gone = refs.takeGone();
        if (gone.isEmpty()) {
            return;
        }
        BodyWriter body = new BodyWriter().number(gone.size());
        gone.forEach(known -> body.number(known.handle()).number(known.received()));
        writer.write(FrameKind.FORGET, 0, body);
    }

    private Delivery send(FrameKind kind, long number, BodyWriter body) {
        try {
            writer.write(kind, number, body);
            return ACCEPTED;
        } catch (IOException e) {
            throw new UncheckedIOException("the syndicate of this actor is gone", e);
        }
    }
}
