package io.sparkactor.promises.twins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs tests of jcstress in JVMs of their own. Thread-safe: no state. */
final class JcstressRun {

    /** How much to run. */
    enum Effort {
        /** A few seconds for each test: one JVM configuration. */
        QUICK("-sc", "false", "-fsm", "1", "-f", "1", "-iters", "2", "-time", "400", "-jvmArgs", "-Xmx512m"),
        /** Minutes for each test: all compilers and JVM configurations. */
        FULL("-m", "default");

        private final List<String> arguments;

        Effort(String... arguments) {
            this.arguments = List.of(arguments);
        }
    }

    private static final String MAIN = "org.openjdk.jcstress.Main";
    private static final String FORBIDDEN = "Observed forbidden state: ";
    private static final Pattern FAILED = Pattern.compile("Failed tests: \\d+ matching");
    private static final Pattern ERROR = Pattern.compile("Error tests: \\d+ matching");
    private static final Pattern PASSED = Pattern.compile("(All remaining|Interesting) tests: \\d+ matching");

    private JcstressRun() {}

    /**
     * Runs the tests whose name matches.
     *
     * @param timeout for all of them together
     */
    static Outcome run(String regex, Effort effort, Path folder, String classPath, Duration timeout) {
        var arguments = new ArrayList<>(effort.arguments);
        arguments.addAll(List.of("-t", regex, "-r", folder.resolve("report").toString()));
        var result = ChildJvm.run(folder, classPath, MAIN, arguments, timeout);
        var kind = kind(result);
        return new Outcome(kind, kind == Outcome.Kind.FAILED ? forbiddenIn(result.output()) : result.output());
    }

    private static String forbiddenIn(String output) {
        return output.lines()
                .filter(line -> line.contains(FORBIDDEN))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static Outcome.Kind kind(ChildJvm.Result result) {
        if (result.status() == ChildJvm.TIMED_OUT) {
            return Outcome.Kind.TIMED_OUT;
        }
        if (FAILED.matcher(result.output()).find()) {
            return Outcome.Kind.FAILED;
        }
        var clean = result.status() == 0 && !ERROR.matcher(result.output()).find();
        return clean && PASSED.matcher(result.output()).find() ? Outcome.Kind.PASSED : Outcome.Kind.UNCLEAR;
    }
}
