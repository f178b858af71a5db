package io.sparkactor.promises.twins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs tests of jcstress in JVMs of their own. Thread-safe: no state. */
final class JcstressRun {

    static final String FORBIDDEN = "Observed forbidden state: ";

    private static final String MAIN = "org.openjdk.jcstress.Main";
    private static final Pattern FAILED = Pattern.compile("Failed tests: \\d+ matching");
    private static final Pattern ERROR = Pattern.compile("Error tests: \\d+ matching");
    private static final Pattern PASSED = Pattern.compile("(All remaining|Interesting) tests: \\d+ matching");

    private JcstressRun() {}

    /**
     * Runs the tests whose name matches in one JVM, each until it has seen what is forbidden, or for some rounds.
     *
     * @param options for the JVM
     * @param millis how long an iteration takes
     * @param rounds how many rounds of two iterations at most
     * @param timeout for all of them together
     */
    static Outcome quick(
            String regex,
            int millis,
            int rounds,
            List<String> options,
            Path folder,
            String classPath,
            Duration timeout) {
        var arguments = List.of(regex, Integer.toString(millis), Integer.toString(rounds));
        var result = ChildJvm.run(folder, classPath, options, JcstressChild.class.getName(), arguments, timeout);
        var kind = switch (result.status()) {
            case JcstressChild.PASSED -> Outcome.Kind.PASSED;
            case JcstressChild.FORBIDDEN -> Outcome.Kind.FAILED;
            case ChildJvm.TIMED_OUT -> Outcome.Kind.TIMED_OUT;
            default -> Outcome.Kind.UNCLEAR;
        };
        return new Outcome(kind, result.output());
    }

    /**
     * Runs the tests whose name matches in all compilers and configurations of the JVM: minutes for each.
     *
     * @param timeout for all of them together
     */
    static Outcome full(String regex, Path folder, String classPath, Duration timeout) {
        var arguments = List.of(
                "-m", "default", "-t", regex, "-r", folder.resolve("report").toString());
        var result = ChildJvm.run(folder, classPath, List.of(), MAIN, arguments, timeout);
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
