package io.sparkactor.promises.twins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs a JUnit test in a JVM of its own. Thread-safe: no state. */
final class JunitRun {

    /** Half of the time of such a short life would go to the second compiler, and to the threads of the usual collector. */
    static final List<String> SHORT_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private JunitRun() {}

    /**
     * Runs it.
     *
     * @param options for the JVM
     * @param selector {@code class} or {@code class#method}
     */
    static Outcome run(List<String> options, String selector, Path folder, String classPath, Duration timeout) {
        var result = ChildJvm.run(folder, classPath, options, JunitChild.class.getName(), List.of(selector), timeout);
        var kind = switch (result.status()) {
            case JunitChild.PASSED -> Outcome.Kind.PASSED;
            case JunitChild.FAILED -> Outcome.Kind.FAILED;
            case ChildJvm.TIMED_OUT -> Outcome.Kind.TIMED_OUT;
            default -> Outcome.Kind.UNCLEAR;
        };
        return new Outcome(kind, result.output());
    }
}
