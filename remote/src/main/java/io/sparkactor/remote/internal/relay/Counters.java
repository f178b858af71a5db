package io.sparkactor.remote.internal.relay;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a relay has done since it started. Thread-safe. */
final class Counters {

    private final LongAdder connections = new LongAdder();
    private final LongAdder registrations = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<Refusal, LongAdder> refusals = new EnumMap<>(Refusal.class);

    Counters() {
        for (Refusal refusal : Refusal.values()) {
            refusals.put(refusal, new LongAdder());
        }
    }

    void connected() {
        connections.increment();
    }

    void registered() {
        registrations.increment();
    }

    void forwarded(int frameBytes) {
        frames.increment();
        bytes.add(frameBytes);
    }

    void refused(Refusal refusal) {
        LongAdder count = refusals.get(refusal);
        if (count != null) {
            count.increment();
        }
    }

    long connections() {
        return connections.sum();
    }

    long registrations() {
        return registrations.sum();
    }

    long frames() {
        return frames.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    /** By label, in the order of the enum. */
    Map<String, Long> refusals() {
        Map<String, Long> all = new LinkedHashMap<>();
        refusals.forEach((refusal, count) -> all.put(refusal.label(), count.sum()));
        return all;
    }
}
