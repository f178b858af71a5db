package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.agent.SoakChild;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;
import java.util.List;

/**
 * Do heap, sockets or threads grow while agents work for a long time on a network that fails?
 *
 * <pre>{@code
 * ./spark bench AgentSoak [--turns N] [--restarts N] [--out FILE.md]
 * }</pre>
 *
 * <p>Four agents with a tool ask a server over HTTP, by the official OpenAI client. One reply of seven is a fault: a refusal, an error, a
 * connection that drops, a stream that breaks off, or one that hangs until the time of its request is over. Now and then an agent restarts in
 * the midst of a request. A fifth as many turns come first and fill what has bounds: conversations, journal, traces, pools. Then the JVM is
 * looked at when all is quiet and idle connections are closed, and again after the turns that count. The tool says if a payment was made twice.
 *
 * <p>The server is in the same JVM, so that its side of a connection counts as well. The JVM uses the serial collector, as its figure is exact
 * after a collection.
 */
final class AgentSoak {

    private AgentSoak() {}

    /** Runs the turns in a JVM of their own and prints the figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--turns=", "--restarts=", "--out=");
        int turns = arguments.number("--turns", 10_000);
        int restarts = arguments.number("--restarts", 20);
        Report report = new Report("%,d turns of four agents with faults and %,d restarts".formatted(turns, restarts));
        // Idle connections are closed after a second, so that none is left when the JVM is looked at.
        ChildJvm jvm = ChildJvm.with("-XX:+UseSerialGC", "-Djdk.httpclient.keepalive.timeout=1");
        List<Figure> figures = jvm.run(SoakChild.class, Duration.ofMinutes(30), turns, restarts).stream()
                .map(Figure::parse)
                .toList();
        report.figures("From the begin of the turns that count to their end", figures);
        report.write(arguments);
    }
}
