package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs contenders in turns, each in a JVM of its own with the same flags, and says on the way how long it will take. Confined to the
 * main thread.
 */
public final class Session {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final List<Turn> turns;
    private final Effort effort;
    private final Results results = new Results();

    /** A session of these rows, with so many forks of each contender. */
    public Session(List<Workload> workloads, int forks, Effort effort) {
        this.turns = Turn.all(workloads, forks);
        this.effort = effort;
    }

    /** Says what all JVMs have in common. */
    public String text() {
        return "Flags of every JVM: `%s`. In each: %s.".formatted(String.join(" ", JVM.flags()), effort.text());
    }

    /** Runs all turns. One that fails is noted, and the others go on. */
    public Results run() {
        long start = System.nanoTime();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            String outcome = run(turn);
            long taken = System.nanoTime() - start;
            Duration left = Duration.ofNanos(taken / (i + 1) * (turns.size() - i - 1));
            Report.progress(
                    "[%d/%d] %s: %s; about %d:%02d left",
                    i + 1, turns.size(), turn.text(), outcome, left.toMinutes(), left.toSecondsPart());
        }
        return results;
    }

    private String run(Turn turn) {
        List<Object> arguments = new ArrayList<>(List.of(turn.framework(), turn.workload()));
        arguments.addAll(effort.arguments());
        try {
            List<Double> nanos = JVM.run(ForkChild.class, LIMIT, arguments.toArray()).stream()
                    .map(Double::parseDouble)
                    .toList();
            results.fork(turn.workload(), turn.framework(), nanos);
            return "%,.1f ns/op".formatted(Median.of(nanos).value());
        } catch (IllegalStateException e) {
            results.failed(turn.text() + ": " + e.getMessage());
            return "FAILED";
        }
    }
}
