package io.sparkactor.process.internal.host;

import io.sparkactor.ActorRef;
import io.sparkactor.process.internal.wire.RefText;
import io.sparkactor.spi.RefCodec;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The refs that a process knows, by number: those in what it was sent, and senders of messages that it has kept. Each is held until the
 * process says that nobody there has it any more, or until {@value #MOST} newer ones have come. Thread-safe.
 */
final class Handles implements RefCodec {

    /** Stands for the actor itself. */
    static final long SELF = -1;

    private static final int MOST = 100_000;

    private final ActorRef<?> self;
    private final Map<ActorRef<?>, Long> numbers = new HashMap<>(); // guarded by this, as all below
    private final Map<Long, Held> held = new LinkedHashMap<>();
    private long last;

    Handles(ActorRef<?> self) {
        this.self = self;
    }

    /** A ref, and how often it was sent. */
    private static final class Held {

        private final ActorRef<?> ref;
        private int sent = 1;

        Held(ActorRef<?> ref) {
            this.ref = ref;
        }
    }

    /** A number that was not used before; also for steps, whose number is that of their sender. */
    synchronized long next() {
        return ++last;
    }

    @Override
    public synchronized String encode(ActorRef<?> ref) {
        if (ref.equals(self)) {
            return RefText.of(SELF, ref).text();
        }
        Long known = numbers.get(ref);
        Held entry = known == null ? null : held.get(known);
        if (known != null && entry != null) {
            entry.sent++;
            return RefText.of(known, ref).text();
        }
        long number = next();
        numbers.put(ref, number);
        hold(number, new Held(ref));
        return RefText.of(number, ref).text();
    }

    /** Holds the sender of a message that the process keeps. */
    synchronized void keep(long number, ActorRef<?> sender) {
        hold(number, new Held(sender));
    }

    private void hold(long number, Held entry) {
        held.put(number, entry);
        if (held.size() > MOST) {
            drop(held.keySet().iterator().next());
        }
    }

    private void drop(long number) {
        Held gone = held.remove(number);
        if (gone != null) {
            numbers.remove(gone.ref, number);
        }
    }

    /** The process has no ref of this number any more; unless one is on its way. */
    synchronized void forget(long number, int received) {
        Held entry = held.get(number);
        if (entry != null) {
            entry.sent -= received;
            if (entry.sent <= 0) {
                drop(number);
            }
        }
    }

    /** The ref of a number; null if it is not known. */
    @SuppressWarnings("unchecked") // what is told is checked by the receiver
    synchronized @Nullable ActorRef<Object> ref(long number) {
        if (number == SELF) {
            return (ActorRef<Object>) self;
        }
        Held entry = held.get(number);
        return entry == null ? null : (ActorRef<Object>) entry.ref;
    }

    @Override
    public ActorRef<?> decode(String text) {
        ActorRef<?> ref = ref(Long.parseLong(text));
        if (ref == null) {
            throw new IllegalArgumentException("the process has sent a ref that it is no longer entitled to: " + text);
        }
        return ref;
    }

    /** How many there are. */
    synchronized int size() {
        return held.size();
    }
}
