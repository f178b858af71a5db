package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Median;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What all forks of all contenders measured. Confined to one thread. */
public final class Results {

    private final Map<Workload, Map<Framework, List<List<Double>>>> forks = new EnumMap<>(Workload.class);
    private final List<String> failures = new ArrayList<>();

    /** Adds a fork: the nanoseconds per operation of its iterations. */
    public void fork(Workload workload, Framework framework, List<Double> iterations) {
        forks.computeIfAbsent(workload, key -> new EnumMap<>(Framework.class))
                .computeIfAbsent(framework, key -> new ArrayList<>())
                .add(List.copyOf(iterations));
    }

    /** Adds a fork that gave no figures. */
    void failed(String what) {
        failures.add(what);
    }

    /** The forks that gave no figures, and why. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** The workloads that were run, in their order. */
    Set<Workload> rows() {
        return forks.keySet();
    }

    /** Whether plain virtual threads contended in any row. */
    boolean hasThreads() {
        return rows().stream().anyMatch(row -> score(row, Framework.THREADS).isPresent());
    }

    /** Who contended, in words. */
    public String contenders() {
        return hasThreads() ? "Spark, Pekko and plain virtual threads" : "Spark and Pekko";
    }

    /** The iterations of each fork. */
    List<List<Double>> iterations(Workload workload, Framework framework) {
        return forks.getOrDefault(workload, Map.of()).getOrDefault(framework, List.of());
    }

    /** What every contender of a row reached. */
    List<Score> scores(Workload workload) {
        return forks.getOrDefault(workload, Map.of()).entrySet().stream()
                .map(entry -> new Score(entry.getKey(), medians(entry.getValue())))
                .toList();
    }

    private static List<Double> medians(Collection<List<Double>> forks) {
        return forks.stream().map(fork -> Median.of(fork).value()).toList();
    }

    Optional<Score> score(Workload workload, Framework framework) {
        return scores(workload).stream()
                .filter(score -> score.framework() == framework)
                .findFirst();
    }

    /** Pekko with those of its settings that were best in this row. */
    Optional<Score> bestPekko(Workload workload) {
        return scores(workload).stream()
                .filter(score -> score.framework().isPekko())
                .min(Comparator.comparingDouble(Score::nanos));
    }

    Optional<Ratio> toPekko(Workload workload) {
        return ratio(workload, bestPekko(workload));
    }

    Optional<Ratio> toThreads(Workload workload) {
        return ratio(workload, score(workload, Framework.THREADS));
    }

    private Optional<Ratio> ratio(Workload workload, Optional<Score> rival) {
        return score(workload, Framework.SPARK).flatMap(ours -> rival.map(theirs -> new Ratio(ours, theirs)));
    }

    /** The ratios of the message-bound rows that were run. */
    List<Ratio> messageBound(Function<Workload, Optional<Ratio>> rival) {
        return of(Workload.Kind.MESSAGE_BOUND, rival);
    }

    /** As {@link #messageBound}; of Savina's further rows where none of those was run. */
    List<Ratio> ofMean(Function<Workload, Optional<Ratio>> rival) {
        List<Ratio> ratios = messageBound(rival);
        return ratios.isEmpty() ? of(Workload.Kind.SAVINA, rival) : ratios;
    }

    /** The ratios of the rows of a kind that were run. */
    List<Ratio> of(Workload.Kind kind, Function<Workload, Optional<Ratio>> rival) {
        return rows().stream()
                .filter(row -> row.kind() == kind)
                .map(rival)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The geometric mean of ratios; nothing of none. */
    static OptionalDouble mean(List<Ratio> ratios) {
        return Stream.of(ratios)
                .filter(list -> !list.isEmpty())
                .mapToDouble(list -> Math.exp(list.stream()
                        .mapToDouble(ratio -> Math.log(ratio.value()))
                        .average()
                        .orElseThrow()))
                .findFirst();
    }
}
