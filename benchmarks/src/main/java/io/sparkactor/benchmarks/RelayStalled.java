package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.relay.MemoryWatch;
import io.sparkactor.benchmarks.relay.StalledChild;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Does the relay's memory stay flat while clients never read what is sent to them, and what do the others notice?
 *
 * <pre>{@code
 * ./spark bench RelayStalled [--clients N] [--rate N] [--stalled N] [--senders N] [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>The relay runs in this JVM, the clients in another one. Clients send each other frames of about 1 KB at fixed moments, as in {@link
 * RelayLoad}: first alone, then while other clients, which have registered and never read, are sent to as fast as the relay reads. Those that
 * never read register again every ten seconds, as the relay closes a client that takes nothing. The memory of this JVM is looked at every second:
 * the buffers outside of the heap, and what is in use of the heap, that behind a full collection each five seconds. Both phases are looked at alike,
 * so the pauses for that are in both.
 */
final class RelayStalled {

    /** What may wait for one target, and what the relay may keep in all; see {@code docs/relay.md}. */
    private static final int TARGET_MIB = 4;

    private static final int TOTAL_MIB = 256;
    private static final long MIB = 1 << 20;

    /** By how much heap and buffers may grow beside what waits for those that never read: connections, and what is on its way. */
    private static final int BESIDE_MIB = 64;

    /** What is flat; if what is sent stayed, it would be some ten. */
    private static final double FLAT_MIB_PER_SECOND = 1;

    private RelayStalled() {}

    /** Runs the relay and the clients, and prints the figures. */
    public static void main(String[] args) {
        Arguments arguments =
                Arguments.ofMain(args, "--clients=", "--rate=", "--stalled=", "--senders=", "--seconds=", "--out=");
        int clients = arguments.number("--clients", 200);
        int rate = arguments.number("--rate", 1_000);
        int stalled = arguments.number("--stalled", 10);
        int senders = arguments.number("--senders", 2);
        int seconds = arguments.number("--seconds", 30);
        Report report = new Report("%d clients that never read, and %d that send to them for %d s, beside %d others"
                .formatted(stalled, senders, seconds, clients));
        int most = 2 * (clients + stalled + senders);
        try (WebSocketRelay relay = Remote.relay()
                .secret("shared")
                .connectionLimits(most, most)
                .byteLimits(32 << 20, TARGET_MIB << 20, TOTAL_MIB * MIB)
                .start()) {
            var memory = new MemoryWatch(relay);
            List<String> lines = ChildJvm.with("-Xmx1g")
                    .run(
                            StalledChild.class,
                            Duration.ofSeconds(120 + 2L * seconds),
                            relay.address().getPort(),
                            clients,
                            rate,
                            stalled,
                            senders,
                            seconds);
            memory.stop();
            report.figures(
                    "The frames of the others, from the moment at which each was due to its target",
                    lines.stream().map(Figure::parse).toList());
            List<Figure> figures =
                    new ArrayList<>(memory.figures(stalled * TARGET_MIB + BESIDE_MIB, FLAT_MIB_PER_SECOND));
            figures.add(Figure.of(
                    "bytes in flight, most", memory.mostInFlight() / (double) MIB, stalled * TARGET_MIB + 1, "MiB"));
            report.figures("The memory of the relay", figures);
            report.text(
                    "A sender is slowed down to 20,000 frames a second, `framesPerSecond`, and is not read while 32 MiB of its own are on their way. "
                            + "Each ten seconds those that never read come anew, and what waited for them is free. The relay shares the processors "
                            + "with all clients.");
            report.text("Handed on: %,d frames; refused as the target was slow: %,d"
                    .formatted(
                            relay.figures().frames(), relay.figures().refusals().getOrDefault("slow", 0L)));
        }
        report.write(arguments);
    }
}
