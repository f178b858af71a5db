package io.sparkactor.internal.federation;

import io.sparkactor.SystemId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that were sent to systems which want to join, until they come back. Nobody's is forgotten for another system: or who says hello in a
 * loop would keep all others out. Confined to the steward.
 */
final class Challenges {

    /** How long one holds, in nanoseconds. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /** How many of one system wait at once; beyond, its oldest is forgotten. */
    static final int MOST_OF_ONE = 8;

    /** How many wait at once; beyond, a system that has fewer than it may gets none. */
    static final int MOST = 1_000;

    private final Map<Challenged, Challenge> waiting = new LinkedHashMap<>();

    /** Who has said hello, with which number: one system may do so twice at once. */
    private record Challenged(SystemId system, String theirs) {}

    private record Challenge(String ours, long until) {}

    /** Keeps the number that a system is sent for its own; false if there is no room. */
    boolean add(SystemId system, String theirs, String ours, long now) {
        waiting.values().removeIf(challenge -> challenge.until() - now <= 0);
        List<Challenged> own = waiting.keySet().stream()
                .filter(each -> each.system().equals(system))
                .toList();
        if (own.size() >= MOST_OF_ONE) {
            waiting.remove(own.getFirst());
        } else if (waiting.size() >= MOST) {
            return false;
        }
        waiting.put(new Challenged(system, theirs), new Challenge(ours, now + PATIENCE));
        return true;
    }

    /** The number that a system was sent for its own, which is good for one attempt; null if there is none. */
    @Nullable
    String take(SystemId system, String theirs, long now) {
        Challenge challenge = waiting.remove(new Challenged(system, theirs));
        return challenge == null || challenge.until() - now <= 0 ? null : challenge.ours();
    }
}
