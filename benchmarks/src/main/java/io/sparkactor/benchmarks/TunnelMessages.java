package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.remote.TunnelChild;
import io.sparkactor.benchmarks.remote.Way;
import io.sparkactor.benchmarks.remote.Ways;
import java.time.Duration;
import java.util.List;

/**
 * What do WebSocket, the relay and encryption cost, beside TCP?
 *
 * <pre>{@code
 * ./spark bench TunnelMessages [--quick] [--seconds N] [--iterations N] [--millis N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>Two Spark systems, each in a JVM of its own, on the loopback device: straight over TCP, straight over WebSocket, through the relay, and
 * through the relay with {@code encrypt()}. The relay has a third JVM, with the limits of {@code ./spark relay}. All have the same secret, so
 * that what is sent is sealed on each way. What is sent and asked, and how it is checked, is as in {@link RemoteMessages}: items of 100 B and of
 * 10 KB within a window, then an actor asks, and a platform thread. The ways take turns, each second time in the opposite order.
 *
 * <p>{@code --quick} only shows that nothing is broken.
 */
final class TunnelMessages {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final int KINDS = 4;

    private TunnelMessages() {}

    /** Runs the forks and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments =
                Arguments.ofMain(args, "--quick", "--seconds=", "--iterations=", "--millis=", "--forks=", "--out=");
        boolean quick = arguments.has("--quick");
        int seconds = arguments.number("--seconds", quick ? 1 : 3);
        int iterations = arguments.number("--iterations", quick ? 2 : 5);
        int millis = arguments.number("--millis", quick ? 100 : 500);
        int forks = arguments.number("--forks", quick ? 1 : 2);
        int shorter = quick ? 10 : 1;
        Report report =
                new Report("Two Spark systems straight and by a relay, %d iterations of %d ms behind %d s of warm-up"
                        .formatted(iterations, millis, seconds));
        Duration limit = Duration.ofSeconds(60L + KINDS * (seconds + 2L * iterations * millis / 1000));
        Ways ways = new Ways();
        for (int fork = 1; fork <= forks; fork++) {
            List<Way> all = List.of(Way.values());
            for (Way way : fork % 2 == 1 ? all : all.reversed()) {
                Report.progress("%s, fork %d", way.text(), fork);
                JVM.run(TunnelChild.class, limit, way, seconds, iterations, millis, shorter).stream()
                        .map(Figure::parse)
                        .forEach(figure -> ways.add(way, figure));
            }
        }
        report.table(ways.rates());
        report.table(ways.medians());
        report.table(ways.ratios());
        report.table(ways.forks());
        report.write(arguments);
    }
}
