package io.sparkactor.benchmarks.runaway;

import io.sparkactor.CloseReport;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a scenario in this JVM: probes alone, then with runaways, then lets all of them go. Confined to one thread. */
public final class RunawayRun {

    private static final int PROCESSORS = 2;
    /** What is late may arrive after the end, but not later than this. */
    private static final Duration LATEST = Duration.ofSeconds(5);

    private final Scenario scenario;
    private final Duration warmUp;
    private final Duration measured;

    /** A run of a scenario. */
    public RunawayRun(Scenario scenario, Duration warmUp, Duration measured) {
        this.scenario = scenario;
        this.warmUp = warmUp;
        this.measured = measured;
    }

    /** Runs and measures. */
    public List<Figure> figures() throws InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (Syndicate full = Syndicate.open("full", config -> config.processors(PROCESSORS));
                Syndicate other = Syndicate.open("other", config -> config.processors(PROCESSORS));
                Culprits culprits = new Culprits(full)) {
            List<Probe> probes = new ArrayList<>(scenario.probes(full, other));
            List<Probe> warmedUp = scenario.warmUp(full);
            Thread.sleep(warmUp);
            warmedUp.forEach(Probe::end);
            awaitAll(warmedUp);
            culprits.prepare();
            if (scenario.probesComeLater()) {
                probes.forEach(Probe::rest);
                probes.addAll(scenario.arrive(full, culprits));
                Thread.sleep(warmUp);
                probes.forEach(Probe::measure);
            } else {
                probes.forEach(Probe::measure);
                probes.addAll(scenario.arrive(full, culprits));
            }
            waitAndAdd(culprits);
            probes.forEach(Probe::end);
            awaitAll(probes);
            probes.forEach(probe -> figures.addAll(probe.figures()));
            culprits.letGo();
            figures.addAll(closed(full.close(LATEST)));
            figures.addAll(closed(other.close(LATEST)));
        }
        return figures;
    }

    private void waitAndAdd(Culprits culprits) throws InterruptedException {
        long end = System.nanoTime() + measured.toNanos();
        for (long left = measured.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            Thread.sleep(Math.min(left, 1000));
            if (left > 1000) {
                scenario.eachSecond(culprits);
            }
        }
    }

    private void awaitAll(List<Probe> probes) throws InterruptedException {
        long end = System.nanoTime() + Math.min(LATEST.toNanos(), measured.toNanos() * 5);
        while (System.nanoTime() - end < 0 && !probes.stream().allMatch(Probe::isDone)) {
            Thread.sleep(10);
        }
    }

    private static List<Figure> closed(CloseReport report) {
        return report.running().isEmpty() && report.ledger().balanced()
                ? List.of()
                : List.of(Figure.of("bad close: " + report.running() + " " + report.ledger(), 1, 0, ""));
    }
}
