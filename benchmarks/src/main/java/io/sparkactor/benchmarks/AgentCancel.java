package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.agent.CancelRun;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.Report;

/**
 * How long does it take from a cancel to the closed socket at the model's server, and from the end of a request's time?
 *
 * <pre>{@code
 * ./spark bench AgentCancel [--times N] [--out FILE.md]
 * }</pre>
 *
 * <p>An agent streams over HTTP, by the official OpenAI client, from a server in the same JVM that hangs after two words. Then the request is
 * cancelled, or its time ends: so many times each, one after the other. Prints the time from the moment at which the cancel was told, or at which
 * the time of the request was over as its asker counts it, to the one at which the server sees the end of the connection. A first round of
 * each, a tenth as long, does not count.
 */
final class AgentCancel {

    private static final double MAX_MILLIS = 100;

    private AgentCancel() {}

    /** Runs both and prints the figures. */
    public static void main(String[] args) throws InterruptedException {
        Arguments arguments = Arguments.ofMain(args, "--times=", "--out=");
        int times = arguments.number("--times", 200);
        Report report = new Report("%,d hung streams of an agent, cancelled and timed out".formatted(times));
        try (var run = new CancelRun(MAX_MILLIS)) {
            run.cancels(times / 10);
            run.timeouts(times / 10);
            report.figures("From the cancel to the closed socket at the server", run.cancels(times));
            report.figures(
                    "From the end of the request's time to the closed socket at the server", run.timeouts(times));
        }
        report.write(arguments);
    }
}
