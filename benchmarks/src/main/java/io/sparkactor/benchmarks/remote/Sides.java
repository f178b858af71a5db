package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.suite.Framework;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Who contends. Stateless. */
final class Sides {

    /** What stands for no certificate on a command line. */
    static final String PLAIN = "plain";

    private Sides() {}

    /** The side that sends, to this place. */
    static NearSide near(Framework framework, String place, @Nullable Certificate certificate) {
        return switch (framework) {
            case SPARK -> new SparkNear(place, SparkMessages.tcp(certificate));
            case PEKKO -> new PekkoNear(place, certificate);
            default -> throw new IllegalArgumentException(framework + " does not contend");
        };
    }

    /** The side that receives. */
    static FarSide far(Framework framework, @Nullable Certificate certificate) {
        return switch (framework) {
            case SPARK -> new SparkFar(SparkMessages.tcp(certificate));
            case PEKKO -> new PekkoFar(certificate);
            default -> throw new IllegalArgumentException(framework + " does not contend");
        };
    }

    /** Reads {@link #PLAIN}, or the file of a certificate. */
    static @Nullable Certificate certificate(String argument) {
        return argument.equals(PLAIN) ? null : new Certificate(Path.of(argument));
    }
}
