package io.sparkactor.process.internal.child;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.codec.cbor.CborCodecBuilder;
import io.sparkactor.process.internal.wire.BodyReader;
import io.sparkactor.process.internal.wire.BodyWriter;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.process.internal.wire.FrameWriter;
import io.sparkactor.process.internal.wire.Thrown;
import io.sparkactor.spi.HostedActor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a user's actor in this JVM, from its making to its end. Confined to the main thread.
 *
 * @param <M> the type of messages
 */
final class Instance<M> {

    private final FrameWriter writer;
    private @Nullable Link link;
    private @Nullable HostedActor<M> actor;

    Instance(FrameWriter writer) {
        this.writer = writer;
    }

    /** What a step does. */
    private interface Work {
        void run() throws Exception;
    }

    void make(Frame frame) throws IOException {
        step(frame, null, () -> {
            BodyReader body = frame.body();
            String self = body.text();
            String className = body.text();
            CborCodecBuilder types = CborCodec.builder();
            for (int left = body.count(); left > 0; left--) {
                types.allow(load(body.text()));
            }
            FarRefs refs = new FarRefs();
            Link made = new Link(writer, refs, types.refs(refs).build());
            refs.linkedBy(made);
            link = made;
            FarRef<M> own = refs.keep(self);
            List<?> arguments = (List<?>) Objects.requireNonNull(made.decode(body.rest()));
            actor = HostedActor.make(spec(className, arguments.toArray()), new ChildHost<>(own, made));
        });
    }

    @SuppressWarnings("unchecked") // the syndicate has looked at the class
    private ActorSpec<M> spec(String className, Object[] arguments) throws ClassNotFoundException {
        return ActorSpec.of((Class<? extends Actor<M>>) load(className).asSubclass(Actor.class), arguments);
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        return Class.forName(name, false, ClassLoader.getSystemClassLoader());
    }

    void preStart(Frame frame) throws IOException {
        step(frame, null, () -> present().preStart());
    }

    void postStop(Frame frame) throws IOException {
        step(frame, null, () -> present().postStop());
    }

    void process(Frame frame) throws IOException {
        Link to = Objects.requireNonNull(link);
        BodyReader body = frame.body();
        String sender = body.text();
        Map<String, String> headers = headers(body);
        FarMessage<M> message = new FarMessage<>(to, frame.number(), sender, headers);
        step(frame, message, () -> {
            message.content(to.decode(body.rest()));
            present().process(message);
        });
    }

    private static Map<String, String> headers(BodyReader body) throws IOException {
        int count = body.count();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int left = count; left > 0; left--) {
            headers.put(body.text(), body.text());
        }
        return headers;
    }

    private HostedActor<M> present() {
        return Objects.requireNonNull(actor);
    }

    /** Does a step and says how it has ended. */
    private void step(Frame frame, @Nullable FarMessage<M> message, Work work) throws IOException {
        Throwable thrown = null;
        try {
            work.run();
        } catch (Throwable e) {
            thrown = e;
        }
        BodyWriter body = new BodyWriter().flag(message != null && message.handled());
        if (thrown == null) {
            writer.write(FrameKind.DONE, frame.number(), body);
        } else {
            writer.write(FrameKind.FAILED, frame.number(), Thrown.of(thrown).writeTo(body));
        }
        if (link != null) {
            link.forget();
        }
    }
}
