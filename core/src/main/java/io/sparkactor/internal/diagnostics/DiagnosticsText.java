package io.sparkactor.internal.diagnostics;

import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.Diagnostics;
import io.sparkactor.Ledger;
import io.sparkactor.spi.SchedulerFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A snapshot in words. Stateless. */
public final class DiagnosticsText {

    private static final int FEWEST_LINES = 10;

    private DiagnosticsText() {}

    /** See {@link Diagnostics#summary}. */
    public static String summary(Diagnostics diagnostics) {
        Ledger ledger = diagnostics.ledger();
        return title(diagnostics) + most(diagnostics) + "; failed " + Figures.count(ledger.failed()) + ", dead letters "
                + Figures.count(deadLetters(diagnostics));
    }

    /** See {@link Diagnostics#text}. */
    public static String of(Diagnostics diagnostics, int lines) {
        if (lines < FEWEST_LINES) {
            throw new IllegalArgumentException("a text has at least " + FEWEST_LINES + " lines, not " + lines);
        }
        List<String> text = new ArrayList<>(head(diagnostics));
        if (!diagnostics.actors().isEmpty()) {
            text.add("");
            text.addAll(new TreeText(new ActorTree(diagnostics.actors()), lines - text.size()).lines());
        }
        return String.join("\n", text);
    }

    private static List<String> head(Diagnostics diagnostics) {
        Ledger ledger = diagnostics.ledger();
        SchedulerFigures scheduler = diagnostics.scheduler();
        List<String> head = new ArrayList<>();
        head.add(title(diagnostics));
        head.add("at            " + diagnostics.time() + (diagnostics.closed() ? ", closed" : ""));
        head.add("messages      offered %s, accepted %s, refused %s"
                .formatted(
                        Figures.count(ledger.offered()),
                        Figures.count(ledger.accepted()),
                        Figures.count(ledger.refused())));
        head.add("              processed %s, failed %s, dead-lettered %s, in flight %s, of these %s in inboxes"
                .formatted(
                        Figures.count(ledger.processed()),
                        Figures.count(ledger.failed()),
                        Figures.count(ledger.deadLettered()),
                        Figures.count(ledger.inFlight()),
                        Figures.count(diagnostics.inInboxes())));
        head.add("dead letters  " + reasons(diagnostics.deadLetters()));
        if (!diagnostics.transportRefusals().isEmpty()) {
            head.add("transport     refused " + reasons(diagnostics.transportRefusals()));
        }
        head.add("scheduler     %s, %s, %s under way, %s"
                .formatted(
                        Figures.count(scheduler.processors(), "processor"),
                        Figures.count(scheduler.workers(), "worker"),
                        Figures.count(scheduler.turns(), "turn"),
                        scheduler.carriers() == 0
                                ? "carriers not known yet"
                                : Figures.count(scheduler.carriers(), "carrier")));
        return head;
    }

    /** {@code spark://shop: 3 actors (1 waiting, 2 idle), 14 messages queued}. */
    private static String title(Diagnostics diagnostics) {
        Map<Activity, Long> doing = new EnumMap<>(Activity.class);
        long queued = 0;
        long timers = 0;
        for (ActorDiagnostics actor : diagnostics.actors()) {
            doing.merge(actor.activity(), 1L, Long::sum);
            queued += actor.queued();
            timers += actor.timers();
        }
        String activities = doing.entrySet().stream()
                .map(entry -> Figures.count(entry.getValue()) + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", " (", ")"));
        return "spark://" + diagnostics.name() + ": "
                + Figures.count(diagnostics.actors().size(), "actor") + (doing.isEmpty() ? "" : activities) + ", "
                + Figures.count(queued, "message") + " queued, " + Figures.count(timers, "timer");
    }

    private static String most(Diagnostics diagnostics) {
        return diagnostics.actors().stream()
                .max(Comparator.comparingLong(ActorDiagnostics::queued))
                .filter(actor -> actor.queued() > 0)
                .map(actor -> ", most at " + actor.path() + " (" + Figures.count(actor.queued()) + ")")
                .orElse("");
    }

    private static long deadLetters(Diagnostics diagnostics) {
        return diagnostics.deadLetters().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static <R extends Enum<R>> String reasons(Map<R, Long> counts) {
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<R, Long>comparingByValue().reversed())
                        .map(entry -> entry.getKey().name() + " " + Figures.count(entry.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
