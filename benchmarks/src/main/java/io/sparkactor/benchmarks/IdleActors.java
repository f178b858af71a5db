package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.idle.IdleChild;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;
import java.util.List;

/**
 * What do 100,000 idle actors cost?
 *
 * <pre>{@code
 * ./spark bench IdleActors [--count N] [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>Prints the bytes of heap for each actor beyond the user's own object, and the processor time of the whole JVM while nothing
 * happens, each beside its bar; once with ordinary and once with compact object headers, each in a JVM of its own.
 *
 * <p>Bytes are the heap in use after full collections, before and after the actors are made, divided by their number. Subtracted is
 * the control: the same measurement with as many instances of the actor's class alone (made by {@code new}, held by an array that was
 * allocated before the first look). So the control holds the object header, the user's field and the one field that {@code Actor}
 * has; all else is the framework's, the place in its parent's list of children included. The list of refs that the user keeps is
 * allocated before the first look, too. Actors that have handled a message are measured again, because a mailbox may keep something.
 *
 * <p>The JVM uses the serial collector because its figure is exact after a collection; objects have the same layout with the others.
 */
final class IdleActors {

    private static final String COLLECTOR = "-XX:+UseSerialGC";

    private IdleActors() {}

    /** Runs both JVMs and prints their figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--count=", "--seconds=", "--out=");
        int count = arguments.number("--count", 100_000);
        int seconds = arguments.number("--seconds", 10);
        Report report = new Report("%,d idle actors".formatted(count));
        report.figures("Ordinary object headers", run(ChildJvm.with(COLLECTOR), count, seconds));
        report.figures(
                "Compact object headers",
                run(ChildJvm.with(COLLECTOR, "-XX:+UseCompactObjectHeaders"), count, seconds));
        report.write(arguments);
    }

    private static List<Figure> run(ChildJvm jvm, int count, int seconds) {
        return jvm.run(IdleChild.class, Duration.ofSeconds(120 + seconds), count, seconds).stream()
                .map(Figure::parse)
                .toList();
    }
}
