package io.sparkactor.benchmarks.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results for programs to read: a line for each measured iteration. Stateless. */
public final class CsvFile {

    private CsvFile() {}

    /** The lines, the heading first. */
    public static List<String> lines(Results results) {
        List<String> lines =
                new ArrayList<>(List.of("workload,contender,fork,iteration,ns_per_operation,messages_per_second"));
        for (Workload workload : results.rows()) {
            for (Score score : results.scores(workload)) {
                add(lines, workload, score.framework(), results.iterations(workload, score.framework()));
            }
        }
        return lines;
    }

    private static void add(List<String> lines, Workload workload, Framework framework, List<List<Double>> forks) {
        for (int fork = 0; fork < forks.size(); fork++) {
            List<Double> iterations = forks.get(fork);
            for (int i = 0; i < iterations.size(); i++) {
                double nanos = iterations.get(i);
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,%s,%d,%d,%.2f,%.0f",
                        workload,
                        framework,
                        fork + 1,
                        i + 1,
                        nanos,
                        1e9 * workload.messages() / nanos));
            }
        }
    }
}
