package io.sparkactor.benchmarks.backlog;

import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The child JVM of the long mailboxes: one contender. Confined to the main thread. */
public final class BacklogChild {

    private static final Duration EACH = Duration.ofSeconds(1);

    private BacklogChild() {}

    /** Prints the figures; the arguments are the contender, and the lengths, divided by commas. */
    public static void main(String[] args) {
        List<Integer> lengths =
                Stream.of(args[1].split(",", -1)).map(Integer::valueOf).toList();
        new BacklogRun(Framework.valueOf(args[0]), EACH)
                .figures(lengths)
                .forEach(figure -> ChildJvm.result(figure.line()));
    }
}
