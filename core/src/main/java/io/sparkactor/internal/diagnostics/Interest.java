package io.sparkactor.internal.diagnostics;

import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import java.time.Duration;
import java.util.Comparator;

/**
 * How much an operator wants to see an actor: who stands longest comes first, then who has most to do, then who does anything. Immutable.
 *
 * @param stands for how long it has waited, or its oldest message has
 * @param queued how many messages it has
 * @param activity what it does
 */
record Interest(Duration stands, long queued, Activity activity) implements Comparable<Interest> {

    private static final Comparator<Interest> ORDER = Comparator.comparing(Interest::stands)
            .thenComparing(Interest::queued)
            .thenComparing(Interest::activity, Comparator.reverseOrder());

    static Interest of(ActorDiagnostics actor) {
        Duration waited =
                actor.waiting() == null ? Duration.ZERO : actor.waiting().since();
        Duration stands = waited.compareTo(actor.oldest()) > 0 ? waited : actor.oldest();
        return new Interest(stands, actor.queued(), actor.activity());
    }

    static Interest greater(Interest one, Interest other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    @Override
    public int compareTo(Interest other) {
        return ORDER.compare(this, other);
    }
}
