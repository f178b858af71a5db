package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;

/** The child JVM of the crowds: one contender, one of its figures. Confined to the main thread. */
public final class CrowdChild {

    /** What is measured. */
    public enum What {
        /** The time of a message. */
        MESSAGE,
        /** The time of creation. */
        CREATION,
        /** The heap for each actor. */
        BYTES
    }

    private static final long HOPS = 500_000;
    private static final Duration ITERATION = Duration.ofMillis(300);

    private CrowdChild() {}

    /** Prints the figure; the arguments are the contender, what is measured, and how many actors there are. */
    public static void main(String[] args) throws InterruptedException {
        CrowdRun run = new CrowdRun(Framework.valueOf(args[0]), Integer.parseInt(args[2]));
        Figure figure = switch (What.valueOf(args[1])) {
            case MESSAGE -> run.message(HOPS, ITERATION);
            case CREATION -> run.creation();
            case BYTES -> run.bytes();
        };
        ChildJvm.result(figure.line());
    }
}
