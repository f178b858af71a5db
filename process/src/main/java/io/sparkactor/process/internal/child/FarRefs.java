package io.sparkactor.process.internal.child;

import io.sparkactor.ActorRef;
import io.sparkactor.process.internal.wire.RefText;
import io.sparkactor.spi.RefCodec;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The refs that one instance has been given. Those that nobody has any more are told to the syndicate, which forgets them then; how often
 * each had come is told as well, as it may be on its way once more. Thread-safe.
 */
final class FarRefs implements RefCodec {

    private final Map<Long, Known> known = new HashMap<>(); // guarded by this, as all below
    private final ReferenceQueue<FarRef<?>> gone = new ReferenceQueue<>();
    private @Nullable Link link;
    private @Nullable FarRef<?> self;

    /** A ref that somebody may still have. */
    static final class Known extends WeakReference<FarRef<?>> {

        private final long handle;
        private int received = 1;

        Known(FarRef<?> ref, ReferenceQueue<FarRef<?>> queue) {
            super(ref, queue);
            this.handle = ref.handle();
        }

        long handle() {
            return handle;
        }

        int received() {
            return received;
        }
    }

    /** The first call: over which link the refs send. */
    synchronized void linkedBy(Link made) {
        link = made;
    }

    /** The actor's own ref. */
    synchronized <M> FarRef<M> keep(String text) {
        FarRef<M> own = new FarRef<>(Objects.requireNonNull(link), RefText.parse(text));
        self = own;
        return own;
    }

    synchronized String selfPath() {
        return self == null ? "an actor" : self.path();
    }

    /** The sender of a message, which the syndicate keeps if it is told to. */
    synchronized FarRef<Object> sender(RefText text) {
        FarRef<Object> sender = new FarRef<>(Objects.requireNonNull(link), text);
        known.put(sender.handle(), new Known(sender, gone));
        return sender;
    }

    @Override
    public String encode(ActorRef<?> ref) {
        return Long.toString(handleOf(ref));
    }

    /** What the syndicate knows a ref by. */
    long handleOf(ActorRef<?> ref) {
        if (Objects.requireNonNull(ref, "target") instanceof FarRef<?> far
                && far.link().refs() == this) {
            return far.handle();
        }
        throw new IllegalArgumentException(
                "only refs that this actor was given can be used in its process, not " + ref.path());
    }

    @Override
    public synchronized ActorRef<?> decode(String text) {
        RefText parsed = RefText.parse(text);
        FarRef<?> own = self;
        if (own != null && parsed.handle() == own.handle()) {
            return own;
        }
        Known before = known.get(parsed.handle());
        if (before != null) {
            FarRef<?> ref = before.get();
            if (ref != null) {
                before.received++;
                return ref;
            }
        }
        FarRef<?> made = new FarRef<>(Objects.requireNonNull(link), parsed);
        known.put(parsed.handle(), new Known(made, gone));
        return made;
    }

    /** Those that nobody has any more, each once. */
    synchronized List<Known> takeGone() {
        Known next = (Known) gone.poll();
        if (next == null) {
            return List.of();
        }
        List<Known> all = new ArrayList<>();
        for (; next != null; next = (Known) gone.poll()) {
            known.remove(next.handle(), next);
            all.add(next);
        }
        return all;
    }
}
