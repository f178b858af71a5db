package io.sparkactor.benchmarks.relay;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.measure.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JVM of the clients. Driven by the main thread. */
public final class LoadChild {

    /** How long frames are sent before they count. */
    public static final Duration WARM_UP = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SECOND_NANOS = 1_000_000_000;

    private LoadChild() {}

    /** Prints the figures; the arguments are the port of the relay, the clients, the frames a second, the seconds, and the bar. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        int count = Integer.parseInt(args[1]);
        int rate = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        Latencies latencies = new Latencies();
        List<LoadClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(LoadClient.register(port, "client-" + i));
        }
        LoadReader.start(clients, latencies);
        Latencies lateness;
        try (Pacer pacer = Pacer.start("frames", SECOND_NANOS / rate, new RandomSender(clients))) {
            Thread.sleep(WARM_UP);
            latencies.start();
            pacer.lateness().restart();
            Thread.sleep(Duration.ofSeconds(seconds));
            latencies.stop();
            lateness = pacer.lateness();
            if (!pacer.isAlive()) {
                throw new IllegalStateException("the sender has ended before its time");
            }
        }
        awaitAll(clients);
        Figure.latencies("frame", latencies, Double.parseDouble(args[4]), Double.NaN)
                .forEach(figure -> ChildJvm.result(figure.line()));
        ChildJvm.result(Figure.of("of that, how late the sender was, p99", lateness.millis(99), "ms")
                .line());
        long unanswered = clients.stream().mapToLong(LoadClient::unanswered).sum();
        ChildJvm.result(Figure.of("frames without an acknowledgement", unanswered, 0, "")
                .line());
        System.exit(0);
    }

    private static void awaitAll(List<LoadClient> clients) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (clients.stream().anyMatch(client -> client.unanswered() > 0) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
    }
}
