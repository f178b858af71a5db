package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.runaway.RunawayChild;
import io.sparkactor.benchmarks.runaway.Scenario;
import java.time.Duration;

/**
 * What do handlers that loop for ever, sit in a native read or block do to everybody else on two processors?
 *
 * <pre>{@code
 * ./spark bench Runaways [--seconds N] [--only SCENARIO] [--out FILE.md]
 * }</pre>
 *
 * <p>Prints a table for each scenario, each run in a JVM of its own, with every figure beside its bar. Ten pairs of actors exchange a
 * ping every millisecond, in an open loop: a ping counts from the moment when it was due. Ten actors have timers. The control runs
 * the same probes beside four looping threads that Spark knows nothing of: what is late there is the operating system's doing, and
 * so is what the pacer itself is late. Where blocking actors arrive, as many have slept and asked during the warm-up, as in a program that
 * has run for a while; the cold scenario does without, so that the JVM's compilers compete for the cores as well. In the scenario from outside, the syndicate has nothing to do but the runaways, so that nothing
 * in it shows that others wait.
 *
 * <p>Runaways that loop can be let go by a flag, and those that read by a byte, at the end; until then nothing ends them. Needs the
 * command {@code mkfifo}.
 */
final class Runaways {

    private static final ChildJvm JVM =
            ChildJvm.with("-XX:ActiveProcessorCount=2", "-Xms512m", "-Xmx1g", "-XX:+UseG1GC");

    private Runaways() {}

    /** Runs the scenarios and prints their tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--only=", "--out=");
        int seconds = arguments.number("--seconds", 10);
        Report report = new Report("Runaways on 2 processors, " + seconds + " s each");
        for (Scenario scenario : Scenario.values()) {
            if (arguments.text("--only").map(scenario.name()::equalsIgnoreCase).orElse(true)) {
                report.figures(
                        scenario.text(),
                        JVM.run(RunawayChild.class, Duration.ofSeconds(60 + 2L * seconds), scenario, seconds).stream()
                                .map(Figure::parse)
                                .toList());
            }
        }
        report.write(arguments);
    }
}
