package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The JVM that sends over one of the {@link Way ways}; starts the one that receives, and that of the relay. Confined to the main thread. */
public final class TunnelChild {

    /** Where there is no relay. */
    private static final String NOWHERE = "none";

    private TunnelChild() {}

    /**
     * Prints the figures; the arguments are the way, seconds of warm-up, how many iterations, milliseconds of each, and how many times as
     * short as usual rounds of tells are.
     */
    public static void main(String[] args) throws Exception {
        Way way = Way.valueOf(args[0]);
        List<Figure> figures;
        if (way.isByRelay()) {
            try (FarJvm relay = FarJvm.start(TunnelFarChild.class, TunnelFarChild.RELAY)) {
                figures = figures(way, relay.place(), args);
                relay.end();
            }
        } else {
            figures = figures(way, NOWHERE, args);
        }
        figures.forEach(figure -> ChildJvm.result(figure.line()));
    }

    private static List<Figure> figures(Way way, String relay, String[] args) throws Exception {
        try (FarJvm far = FarJvm.start(TunnelFarChild.class, way.name(), relay)) {
            List<Figure> figures;
            try (NearSide near = new SparkNear(far.place(), way.road(URI.create(relay)))) {
                figures = new RemoteRun(
                                near,
                                "",
                                Duration.ofSeconds(Long.parseLong(args[1])),
                                Integer.parseInt(args[2]),
                                Duration.ofMillis(Long.parseLong(args[3])),
                                Integer.parseInt(args[4]))
                        .figures();
                far.end();
            }
            return figures;
        }
    }
}
