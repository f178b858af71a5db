package io.sparkactor.benchmarks.suite;

import java.time.Duration;
import java.util.List;

/**
 * How long a fork runs. Immutable; travels to a child JVM as arguments.
 *
 * @param divisor a round has this part of the workload's operations
 * @param warmUp how long it runs before anything is measured
 * @param iterations how many are measured
 * @param iteration how long each of them lasts at least
 */
public record Effort(int divisor, Duration warmUp, int iterations, Duration iteration) {

    /** For figures that are shown to others. */
    public static final Effort FULL = new Effort(1, Duration.ofSeconds(4), 9, Duration.ofMillis(400));

    /** For looking whether something broke. */
    public static final Effort QUICK = new Effort(10, Duration.ofMillis(500), 5, Duration.ofMillis(60));

    static Effort parse(List<String> arguments) {
        return new Effort(
                Integer.parseInt(arguments.get(0)),
                Duration.parse(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Duration.parse(arguments.get(3)));
    }

    List<String> arguments() {
        return List.of(
                Integer.toString(divisor), warmUp.toString(), Integer.toString(iterations), iteration.toString());
    }

    /** What it says, in words. */
    public String text() {
        return "%.1f s warm-up, then %d iterations of %.2f s or one round, whichever is longer"
                .formatted(warmUp.toMillis() / 1e3, iterations, iteration.toMillis() / 1e3);
    }
}
