package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.process.StartRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long does the creation of an actor in a process take, where its JVM has to be started and where one waits?
 *
 * <pre>{@code
 * ./spark bench ProcessStart [--times N] [--out FILE.md]
 * }</pre>
 *
 * <p>From the call of {@code createActor} to its return: the JVM is there, has made the actor and called its {@code preStart}. Once without
 * the cache of classes that children start with, once with it, made beforehand. The first creation of a syndicate does not count.
 */
final class ProcessStart {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int TRAINING_STARTS = 30;

    private ProcessStart() {}

    /** Runs both JVMs and prints their figures. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.ofMain(args, "--times=", "--out=");
        int times = arguments.number("--times", 10);
        Report report = new Report("Creating an actor in a process, " + times + " times");
        report.figures("Without the cache", run("none", times));
        Path folder = Files.createTempDirectory("spark-cache-");
        try {
            Report.progress("making the cache");
            List<Figure> unused = run(folder.toString(), TRAINING_STARTS);
            report.figures("With the cache", run(folder.toString(), times));
        } finally {
            delete(folder);
        }
        report.write(arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static List<Figure> run(String cache, int times) {
        return ChildJvm.with("-Dspark.process.cache=" + cache)
                .run(StartRun.class, LIMIT, cache.equals("none") ? "no cache" : "cache", times)
                .stream()
                .map(Figure::parse)
                .toList();
    }
}
