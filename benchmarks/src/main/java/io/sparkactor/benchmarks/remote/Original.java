package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Python original, two processes of it, in the rows without TLS, which it has not. Confined to one thread. */
public final class Original {

    private static final String PROGRAM = "benchmarks/src/main/python/remote_messages.py";
    private static final String PYTHON = "remote/target/python/bin/python";

    private final Path python;
    private final Path program;
    private final Map<String, List<Double>> forks = new LinkedHashMap<>();

    private Original(Path python, Path program) {
        this.python = python;
        this.program = program;
    }

    /**
     * The original, if there is an environment with it.
     *
     * @param root the folder of the project
     * @param python the Python of the environment; if it is not given, that which {@code remote/src/test/python/prepare} makes
     */
    public static Optional<Original> find(Path root, Optional<String> python) {
        Path executable = python.map(Path::of).orElse(root.resolve(PYTHON));
        return Files.isExecutable(executable)
                ? Optional.of(new Original(executable, root.resolve(PROGRAM)))
                : Optional.empty();
    }

    /** Runs one fork. */
    public void fork(Duration warmUp, int iterations, int millis, Duration limit)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        python.toString(),
                        program.toString(),
                        "near",
                        Long.toString(warmUp.toSeconds()),
                        Integer.toString(iterations),
                        Integer.toString(millis)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // Some lines: they wait in the pipe.
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the Python original did not end well in " + limit.toSeconds() + " s");
            }
            process.inputReader()
                    .lines()
                    .map(line -> line.split("\t", -1))
                    .forEach(parts -> forks.computeIfAbsent(parts[0], what -> new ArrayList<>())
                            .add(Double.parseDouble(parts[1])));
        } finally {
            process.destroy();
        }
    }

    /** Beside what Spark has answered. */
    public Table comparison(Answers answers) {
        Table table = new Table("median of the forks", "Spark", "Python original", "each fork of it", "ratio");
        forks.forEach((what, theirs) -> {
            String unit = what.contains("tell") ? "ns" : "µs";
            List<Double> ours = answers.score(what, Framework.SPARK).forks();
            table.row(
                    what,
                    Figure.of(what, Median.of(ours).value(), unit).text(),
                    Figure.of(what, Median.of(theirs).value(), unit).text(),
                    String.join(
                            " / ",
                            theirs.stream()
                                    .map(value -> Figure.of(what, value, unit).text())
                                    .toList()),
                    Ratio.text(ours, theirs));
        });
        return table;
    }
}
