package io.sparkactor.promises.twins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.ResourceEstimator;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * The main class of a JVM that runs tests of jcstress itself, one after the other, and says by its exit status how that went.
 *
 * <p>The main class of jcstress starts some ten JVMs to find out what the machine can do before it starts those of its tests: for a
 * single test of a second, that is most of the time. Here the test's generated runner is called as jcstress's own forked JVM does. What
 * it cannot do is to try other compilers and flags, which the full mode does.
 */
final class JcstressChild {

    static final int PASSED = 0;
    static final int FORBIDDEN = 11;
    static final int TOO_LITTLE_RUN = 12;
    static final int BROKEN = 13;

    /** Of a test that has seen fewer states nothing can be said: its threads have hardly met. */
    private static final long MIN_STATES = 4_000;

    private static final int ITERATIONS = 2;
    private static final int FOOTPRINT_MEGABYTES = 64;
    private static final int STRIDE_SIZE = 256;
    private static final int STRIDE_COUNT = 8;

    private JcstressChild() {}

    /** Takes three arguments: a regular expression for the names, the milliseconds of an iteration, and how many rounds at most. */
    public static void main(String[] arguments) throws Exception {
        var selector = Pattern.compile(arguments[0]);
        var names = TestList.tests().stream()
                .filter(name -> selector.matcher(name).find())
                .sorted()
                .toList();
        var worst = names.isEmpty() ? TOO_LITTLE_RUN : PASSED;
        for (var name : names) {
            if (worst == BROKEN) {
                break; // its threads may go on, which says nothing good of what comes behind
            }
            worst = Math.max(worst, run(name, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
        }
        // Threads of a broken test may live on: end without waiting for them.
        System.out.flush();
        Runtime.getRuntime().halt(worst);
    }

    private static int run(String name, int millis, int rounds) throws Exception {
        System.out.println(name); // so that the last one is known if it never ends
        var info = TestList.getInfo(name);
        var states = 0L;
        for (var round = 0; round < rounds; round++) {
            var result = runner(info, millis).run();
            if (result.status() != Status.NORMAL) {
                System.out.println(result.status() + " " + result.getMessages());
                return BROKEN;
            }
            var forbidden = forbiddenIn(info, result);
            if (!forbidden.isEmpty()) {
                forbidden.forEach(System.out::println);
                return FORBIDDEN;
            }
            states += result.getTotalCount();
        }
        System.out.println("states: " + states);
        return states < MIN_STATES ? TOO_LITTLE_RUN : PASSED;
    }

    private static Runner<?> runner(TestInfo info, int millis) throws Exception {
        var config = new FixedStrides(new DataInputStream(new ByteArrayInputStream(settings(info, millis))));
        return (Runner<?>) Class.forName(info.generatedRunner())
                .getConstructor(ForkedTestConfig.class)
                .newInstance(config);
    }

    /**
     * Takes as many states at a time as it is told, which is few enough for any test.
     *
     * <p>jcstress would find out by trials how many fit into memory and into the time of an iteration: for each round seconds, in which
     * the threads of the test meet by chance only.
     */
    private static final class FixedStrides extends ForkedTestConfig {

        FixedStrides(DataInputStream settings) throws IOException {
            super(settings);
        }

        @Override
        public void adjustStrideCount(ResourceEstimator estimator) {
            // as it is
        }
    }

    /** One round of a test, in the form in which jcstress sends it to its forked JVM. */
    private static byte[] settings(TestInfo info, int millis) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(SpinLoopStyle.THREAD_SPIN_WAIT.ordinal());
            out.writeInt(millis);
            out.writeInt(ITERATIONS);
            out.writeUTF(info.generatedRunner());
            out.writeInt(FOOTPRINT_MEGABYTES);
            out.writeInt(STRIDE_SIZE);
            out.writeInt(STRIDE_COUNT);
            out.writeBoolean(false);
        }
        return bytes.toByteArray();
    }

    /** What was seen and must not be, as jcstress reports it: the first case that matches decides, exact ones before patterns. */
    private static List<String> forbiddenIn(TestInfo info, TestResult result) {
        return result.getStateKeys().stream()
                .filter(state -> result.getCount(state) > 0 && expected(info, state) == Expect.FORBIDDEN)
                .map(state -> JcstressRun.FORBIDDEN + state)
                .toList();
    }

    private static Expect expected(TestInfo info, String state) {
        for (StateCase known : info.cases()) {
            if (known.matchesExactly(state)) {
                return known.expect();
            }
        }
        for (StateCase known : info.cases()) {
            if (known.matches(state)) {
                return known.expect();
            }
        }
        return info.unmatched().expect();
    }
}
