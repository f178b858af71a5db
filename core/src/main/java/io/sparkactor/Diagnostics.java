package io.sparkactor;

import io.sparkactor.internal.diagnostics.DiagnosticsText;
import io.sparkactor.spi.SchedulerFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a syndicate does at one moment, as {@link Syndicate#diagnostics} finds it. Immutable.
 *
 * <p>It is read while everything goes on, one part after the other, so the parts need not fit together: an actor may be named as
 * waiting for one that has replied since.
 *
 * @param name the name of the syndicate
 * @param time when
 * @param closed whether it takes no more sends from outside
 * @param actors the actors that live, in the order of the tree: each one behind its parent, in front of what its parent created later
 * @param ledger the books
 * @param deadLetters how many dead letters there were of each reason that there was, in all
 * @param transportRefusals how often the transport has refused what others brought, of each reason that there was
 * @param inInboxes how many messages wait to be received, in the syndicate's own inbox and in its endpoints
 * @param scheduler who runs the actors, in figures
 */
public record Diagnostics(
        String name,
        Instant time,
        boolean closed,
        List<ActorDiagnostics> actors,
        Ledger ledger,
        Map<DeadLetterReason, Long> deadLetters,
        Map<TransportRefusal, Long> transportRefusals,
        long inInboxes,
        SchedulerFigures scheduler) {

    private static final int USUAL_LINES = 100;

    /** Copies the parts. */
    public Diagnostics {
        actors = List.copyOf(actors);
        deadLetters = Map.copyOf(deadLetters);
        transportRefusals = Map.copyOf(transportRefusals);
    }

    /** In one line, for logs: how many actors do what, which one has most to do, what has gone wrong. */
    public String summary() {
        return DiagnosticsText.summary(this);
    }

    /**
     * For a terminal: the figures, then the tree of actors, indented and aligned. Where it would be longer, actors of one class and one
     * parent are summed up; those are shown that have waited longest, have most to do, or have such ones below them.
     *
     * @param lines how many lines at most
     * @throws IllegalArgumentException if {@code lines} is less than 10
     */
    public String text(int lines) {
        return DiagnosticsText.of(this, lines);
    }

    /** As {@link #text} with 100 lines. */
    @Override
    public String toString() {
        return text(USUAL_LINES);
    }
}
