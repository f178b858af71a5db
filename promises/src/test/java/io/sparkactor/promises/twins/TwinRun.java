package io.sparkactor.promises.twins;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** Runs twins, and once for each test the unbroken code, if this build has not done that already. Thread-safe. */
final class TwinRun {

    /** A test of jcstress ends at the first round that sees what is forbidden. */
    private static final int MILLIS = 200;

    /** Some three seconds: not much more than {@link JcstressTest} gives the unbroken code, else twins would say little about that. */
    private static final int ROUNDS = 8;

    private static final Duration JCSTRESS_TIMEOUT = Duration.ofMinutes(3);

    /** Within so many seeds a simulated test must find a twin. */
    private static final int SEEDS = 10_000;

    /** How many times as long as a twin says a run may take that ends by itself. */
    private static final int PATIENCE = 4;

    /** How long the unbroken code may wait for something, in milliseconds. */
    private static final String PATIENT = "-Dspark.testkit.timeout=15000";

    /** How long a twin waits, mostly in vain: longer than a healthy wait may take beside the others, which {@link Controls} show. */
    private static final String LESS_PATIENT = "-Dspark.testkit.timeout=8000";

    private final Project project;
    private final BrokenClasses brokenClasses;
    private final WarmStart start;
    private final Path scratch;
    private final Map<Twin.Target, FutureTask<Outcome>> unbroken = new ConcurrentHashMap<>();
    private final FoundSeeds foundSeeds;
    private final PassedTests passed;

    /**
     * Prepares runs.
     *
     * @param start how the JVMs of tests start
     * @param scratch a folder that somebody else deletes
     * @param foundSeeds takes the seeds that find the twins of simulated tests
     */
    TwinRun(Project project, WarmStart start, Path scratch, FoundSeeds foundSeeds) throws IOException {
        this.project = project;
        this.brokenClasses = new BrokenClasses(project);
        this.start = start;
        this.scratch = scratch;
        this.foundSeeds = foundSeeds;
        this.passed = PassedTests.ofThisBuild(project);
    }

    /**
     * Compiles a twin.
     *
     * @return the folder with its classes
     * @throws TwinException if the twin does not fit the code any more
     */
    Path compile(Twin twin) throws IOException {
        var classes = folder("classes-" + twin.name());
        brokenClasses.compile(twin, classes);
        return classes;
    }

    /**
     * Makes sure that a twin is caught.
     *
     * @param classes its classes
     * @throws AssertionError if it is not, or its test fails without it
     */
    void check(Twin twin, Path classes) throws Exception {
        checkUnbroken(twin);
        var last = new Outcome(Outcome.Kind.UNCLEAR, "");
        for (var attempt = 1; attempt <= twin.attempts(); attempt++) {
            var begin = System.nanoTime();
            last = runAsTwin(twin, classes + File.pathSeparator + project.ownClasses());
            var took = Duration.ofNanos(System.nanoTime() - begin);
            if (last.failedWith(twin.expect()) && isRepeated(twin, last, took)) {
                return;
            }
        }
        throw new AssertionError(notCaught(twin, last));
    }

    /**
     * Makes sure that the test of a twin passes without it, with the options and the limits that the twin has.
     *
     * @throws AssertionError if it does not: then the twin may count as caught because the machine is slow
     */
    void checkControl(Twin twin) throws Exception {
        var outcome = runAsTwin(twin, project.ownClasses());
        if (!outcome.passed()) {
            throw new AssertionError(
                    twin.target() + " does not pass without twin " + twin.name() + " in the time that the twin has ("
                            + outcome.kind() + "), so it may be caught for no fault of its own:\n" + outcome.text());
        }
    }

    private Outcome runAsTwin(Twin twin, String own) throws IOException {
        var options = options(twin, LESS_PATIENT, "-Dspark.seeds=" + SEEDS);
        return run(twin.target(), options, folder("run-" + twin.name()), own, limit(twin));
    }

    /** Whether fully compiled code shows a fault may hang on what is compiled when: its JVM starts as any other. */
    private List<String> options(Twin twin, String... more) {
        var options = new ArrayList<String>();
        if (!twin.fullyCompiled()) {
            options.addAll(JunitRun.SHORT_LIFE);
            options.addAll(start.options());
        }
        options.addAll(List.of(more));
        return options;
    }

    /** One that ends by itself may take its time on a busy machine; one that must not end takes all that it is given. */
    private static Duration limit(Twin twin) {
        return twin.expect().equals(Twin.TIMEOUT) ? twin.timeout() : patientLimit(twin);
    }

    private static Duration patientLimit(Twin twin) {
        return twin.timeout().multipliedBy(PATIENCE);
    }

    /** A seed that finds a twin and does not repeat that is of no use to who looks for the cause. */
    private boolean isRepeated(Twin twin, Outcome outcome, Duration took) {
        if (!(twin.target() instanceof Twin.SimulatedTarget)) {
            return true;
        }
        var seed = FoundSeed.in(outcome.text());
        seed.ifPresent(found -> foundSeeds.add(twin, found, took));
        return seed.isPresent();
    }

    private void checkUnbroken(Twin twin) throws Exception {
        if (passes(twin.target())) {
            return;
        }
        var task = unbroken.computeIfAbsent(
                twin.target(),
                target -> new FutureTask<>(() -> run(
                        target, options(twin, PATIENT), folder("unbroken"), project.ownClasses(), patientLimit(twin))));
        task.run(); // does nothing but for the first
        var outcome = task.get();
        if (!outcome.passed()) {
            throw new AssertionError(
                    twin.target() + " does not pass on the unbroken code, so it says nothing about twin " + twin.name()
                            + " (" + outcome.kind() + "):\n" + outcome.text());
        }
    }

    /** Whether the test needs no run on the unbroken code. Those of jcstress have theirs in {@link JcstressTest}, beside the twins. */
    private boolean passes(Twin.Target target) {
        return switch (target) {
            case Twin.JunitTarget(var selector) -> passed.contains(selector);
            case Twin.SimulatedTarget(var selector) -> passed.contains(selector);
            case Twin.JcstressTarget _ -> true;
        };
    }

    /**
     * Runs it.
     *
     * @param options for the JVM of a test of JUnit
     * @param own the class path behind the libraries
     */
    private Outcome run(Twin.Target target, List<String> options, Path folder, String own, Duration timeout) {
        var classPath = start.classPath(own);
        return switch (target) {
            case Twin.JunitTarget(var selector) -> JunitRun.run(options, selector, folder, classPath, timeout);
            case Twin.SimulatedTarget(var selector) -> JunitRun.run(options, selector, folder, classPath, timeout);
            case Twin.JcstressTarget(var regex) ->
                JcstressRun.quick(regex, MILLIS, ROUNDS, start.options(), folder, classPath, JCSTRESS_TIMEOUT);
        };
    }

    private Path folder(String name) throws IOException {
        return Files.createTempDirectory(scratch, name);
    }

    private static String notCaught(Twin twin, Outcome outcome) {
        var what = switch (outcome.kind()) {
            case PASSED -> "the test passed all the same: it does not prove the promise";
            case FAILED ->
                outcome.failedWith(twin.expect())
                        ? "the test failed as expected, but no seed that it names has repeated that"
                        : "the test failed, but not with '" + twin.expect() + "'";
            case TIMED_OUT -> "the test did not end in " + limit(twin).toSeconds() + " s, which 'expect' does not say";
            case UNCLEAR -> "no test ran, or the JVM broke";
        };
        return "twin " + twin.name() + " (" + twin.title() + ") is not caught by " + twin.target() + ": " + what + "\n"
                + outcome.text();
    }
}
