package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.relay.FrameCost;
import io.sparkactor.benchmarks.relay.LoadChild;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import java.time.Duration;
import java.util.List;

/**
 * How long does a frame take through the relay, with many clients?
 *
 * <pre>{@code
 * ./spark bench RelayLoad [--clients N] [--rate N] [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>The relay runs in this JVM, the clients in another one: each has a socket of its own, and one thread sends a frame of about 1 KB from the
 * next of them to one by chance, at fixed moments. Prints the time from the moment at which a frame was due to the one at which its target has
 * it: what the clients take themselves is in it.
 */
final class RelayLoad {

    private static final double P99_MILLIS = 20;

    private RelayLoad() {}

    /** Runs the relay and the clients, and prints the figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--clients=", "--rate=", "--seconds=", "--out=");
        int clients = arguments.number("--clients", 1_000);
        int rate = arguments.number("--rate", 10_000);
        int seconds = arguments.number("--seconds", 20);
        Report report =
                new Report("%,d clients of a relay, %,d frames a second, %d s".formatted(clients, rate, seconds));
        try (WebSocketRelay relay = Remote.relay()
                .secret("shared")
                .connectionLimits(2 * clients, 2 * clients)
                .start()) {
            var cost = new FrameCost(relay, rate * LoadChild.WARM_UP.toSeconds());
            List<Figure> figures = ChildJvm.with("-Xmx1g")
                    .run(
                            LoadChild.class,
                            Duration.ofSeconds(120 + 2L * seconds),
                            relay.address().getPort(),
                            clients,
                            rate,
                            seconds,
                            P99_MILLIS)
                    .stream()
                    .map(Figure::parse)
                    .toList();
            report.figures("From the moment at which it was due to its target", figures);
            long refused = relay.figures().refusals().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            report.text(("Processor time of the relay's JVM behind its warm-up: %.1f µs a frame, %.0f %% of one core. "
                            + "Frames handed on: %,d; refused: %,d")
                    .formatted(
                            cost.microsPerFrame(),
                            cost.percentOfOneCore(),
                            relay.figures().frames(),
                            refused));
        }
        report.write(arguments);
    }
}
