package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.start.NoHello;
import io.sparkactor.benchmarks.start.PekkoHello;
import io.sparkactor.benchmarks.start.SparkHello;
import io.sparkactor.benchmarks.start.ThreadHello;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long does a program take from the start of its JVM to the first reply of an actor, and to its end?
 *
 * <pre>{@code
 * ./spark bench StartUp [--times N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>The program opens a system, creates an actor, asks it for a greeting, checks the reply and closes the system. Prints the wall time
 * from the start of the process to the reply, in whole milliseconds, and to the end of the process, as the parent sees it: so the
 * parent's own work for a child counts. The control does nothing but print, so it says what the JVM alone takes.
 *
 * <p>All have the same class path and no options that matter: no cache of classes other than the JDK's own. Programs take turns, each
 * {@code --times} times in a fork, whose figures are the medians; before that, each runs once to get its files into the system's
 * cache. There is no bar.
 */
final class StartUp {

    private static final ChildJvm JVM = ChildJvm.with();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<Class<?>> PROGRAMS =
            List.of(SparkHello.class, PekkoHello.class, ThreadHello.class, NoHello.class);

    private record Times(double reply, double end) {}

    private StartUp() {}

    /** Runs the programs and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--times=", "--forks=", "--out=");
        int times = arguments.number("--times", 10);
        Report report =
                new Report("From the start of a JVM to the first reply, %d times in each fork".formatted(times));
        PROGRAMS.forEach(StartUp::start);
        Answers answers = new Answers();
        List<Double> control = new ArrayList<>();
        for (int fork = 1; fork <= arguments.number("--forks", 2); fork++) {
            Report.progress("fork %d", fork);
            Map<Class<?>, List<Times>> all = fork(times);
            for (Framework framework : Three.ALL) {
                List<Times> own = all.getOrDefault(program(framework), List.of());
                answers.add(framework, Figure.of("to the reply", median(own, Times::reply), "ms"));
                answers.add(framework, Figure.of("to the end of the process", median(own, Times::end), "ms"));
            }
            control.add(median(all.getOrDefault(NoHello.class, List.of()), Times::end));
        }
        report.table(answers.comparison());
        report.table(answers.forks());
        report.text("To the end of a program that does nothing but print: "
                + control.stream().map("%.1f ms"::formatted).collect(Collectors.joining(" / ")));
        report.write(arguments);
    }

    private static Class<?> program(Framework framework) {
        return Three.of(framework, () -> SparkHello.class, () -> PekkoHello.class, () -> ThreadHello.class);
    }

    private static Map<Class<?>, List<Times>> fork(int times) {
        Map<Class<?>, List<Times>> all = new HashMap<>();
        for (int i = 0; i < times; i++) {
            for (Class<?> program : i % 2 == 0 ? PROGRAMS : PROGRAMS.reversed()) {
                all.computeIfAbsent(program, key -> new ArrayList<>()).add(start(program));
            }
        }
        return all;
    }

    private static Times start(Class<?> program) {
        long clock = System.currentTimeMillis();
        long start = System.nanoTime();
        double reply = Double.parseDouble(JVM.run(program, LIMIT, clock).getFirst());
        return new Times(reply, (System.nanoTime() - start) / 1e6);
    }

    private static double median(List<Times> all, ToDoubleFunction<Times> which) {
        return Median.of(all.stream().mapToDouble(which).boxed().toList()).value();
    }
}
