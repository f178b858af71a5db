package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.measure.HeapInUse;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Iteration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one contender's actors take if there are so many of them. Confined to one thread. */
public final class CrowdRun {

    private static final int ITERATIONS = 5;
    private static final int WARM_UPS = 4;

    private final Framework framework;
    private final int size;

    /** A run with so many actors. */
    public CrowdRun(Framework framework, int size) {
        this.framework = framework;
        this.size = size;
    }

    /** What the time of a message among so many actors is called. */
    public static String message(int size) {
        return size == 1 ? "a message with 1 actor" : "a message among %,d actors".formatted(size);
    }

    /** What the time that the creation of so many actors takes is called. */
    public static String creation(int size) {
        return "creation of %,d actors".formatted(size);
    }

    /**
     * Measures nanoseconds per message.
     *
     * @param hops how many messages a round has
     * @param iteration how long an iteration is at least, of which there are five; the warm-up is as long as all of them
     */
    public Figure message(long hops, Duration iteration) {
        try (Crowd crowd = open(size)) {
            crowd.create();
            Iteration.run(crowd, hops, iteration.multipliedBy(ITERATIONS));
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < ITERATIONS; i++) {
                nanos.add(Iteration.run(crowd, hops, iteration));
            }
            return Figure.of(message(size), Median.of(nanos).value(), "ns");
        }
    }

    /** Measures the seconds that the creation of the actors takes, after that of a tenth of them a few times. */
    public Figure creation() {
        for (int i = 0; i < WARM_UPS; i++) {
            try (Crowd crowd = open(Math.ceilDiv(size, 10))) {
                crowd.create();
            }
        }
        try (Crowd crowd = open(size)) {
            long start = System.nanoTime();
            crowd.create();
            return Figure.of(creation(size), (System.nanoTime() - start) / 1e9, "s");
        }
    }

    /** Measures the bytes of heap of each actor once it has handled a message, the user's own object included, the list of refs not. */
    public Figure bytes() throws InterruptedException {
        try (Crowd small = open(1000)) {
            greeted(small, 1000); // loads the classes
        }
        try (Crowd crowd = open(size)) {
            long before = HeapInUse.now();
            greeted(crowd, size);
            return Figure.of("heap for an idle actor", (double) (HeapInUse.now() - before) / size, "bytes");
        }
    }

    private static void greeted(Crowd crowd, int size) {
        crowd.create();
        Finish finish = new Finish(size);
        crowd.greet(finish);
        finish.await();
    }

    private Crowd open(int size) {
        return Three.of(framework, () -> new SparkCrowd(size), () -> new PekkoCrowd(size), () -> new ThreadCrowd(size));
    }
}
