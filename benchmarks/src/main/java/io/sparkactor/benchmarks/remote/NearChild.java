package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.List;

/** The JVM that sends, and starts the one that receives. Confined to the main thread. */
public final class NearChild {

    /** What stands for no certificate. */
    public static final String PLAIN = Sides.PLAIN;

    private NearChild() {}

    /**
     * Prints the figures; the arguments are the contender, the file of the certificate or {@link #PLAIN}, and seconds of warm-up, how
     * many iterations and milliseconds of each.
     */
    public static void main(String[] args) throws Exception {
        Framework framework = Framework.valueOf(args[0]);
        String prefix = args[1].equals(Sides.PLAIN) ? "" : "TLS: ";
        List<Figure> figures;
        try (FarJvm far = FarJvm.start(FarChild.class, args[0], args[1])) {
            try (NearSide near = Sides.near(framework, far.place(), Sides.certificate(args[1]))) {
                figures = new RemoteRun(
                                near,
                                prefix,
                                Duration.ofSeconds(Long.parseLong(args[2])),
                                Integer.parseInt(args[3]),
                                Duration.ofMillis(Long.parseLong(args[4])),
                                1)
                        .figures();
                far.end();
            }
        }
        figures.forEach(figure -> ChildJvm.result(figure.line()));
    }
}
