package io.sparkactor.internal.events;

import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.jfr.FlightFacts;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the last dead letters, tells subscribers, and counts by receiver what a close leaves undelivered. Thread-safe. */
public final class DeadLetterOffice {

    private static final Logger LOG = System.getLogger("io.sparkactor.DeadLetters");
    private static final int KEPT = 1024;

    private final EventBus events;
    private final Deque<DeadLetter> kept = new ArrayDeque<>();
    private final Map<String, Long> undelivered = new HashMap<>();
    private final long[] byReason = new long[DeadLetterReason.values().length];
    private boolean closing;

    /** An office that tells {@code events}. */
    public DeadLetterOffice(EventBus events) {
        this.events = events;
    }

    /** Records a dead letter. */
    public void record(DeadLetter letter) {
        synchronized (kept) {
            if (kept.size() == KEPT) {
                kept.removeFirst();
            }
            kept.addLast(letter);
            byReason[letter.reason().ordinal()]++;
            if (closing && letter.accepted()) {
                undelivered.merge(letter.target(), 1L, Long::sum);
            }
        }
        LOG.log(Level.DEBUG, letter::toString);
        events.publish(() -> new RuntimeEvent.DeadLettered(letter));
        FlightFacts.deadLettered(letter);
    }

    /** From now on counts by receiver what was accepted and will not be processed. */
    public void startClosing() {
        synchronized (kept) {
            closing = true;
        }
    }

    /** What was counted since {@link #startClosing}; a copy. */
    public Map<String, Long> undelivered() {
        synchronized (kept) {
            return new HashMap<>(undelivered);
        }
    }

    /** How many dead letters there were of each reason that there was; a copy. */
    public Map<DeadLetterReason, Long> byReason() {
        long[] counts;
        synchronized (kept) {
            counts = byReason.clone();
        }
        Map<DeadLetterReason, Long> those = new EnumMap<>(DeadLetterReason.class);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            if (counts[reason.ordinal()] > 0) {
                those.put(reason, counts[reason.ordinal()]);
            }
        }
        return those;
    }

    /** The last dead letters, oldest first; a copy. */
    public List<DeadLetter> recent() {
        synchronized (kept) {
            return new ArrayList<>(kept);
        }
    }
}
