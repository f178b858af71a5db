package io.sparkactor.promises.twins;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The main class of a JVM that runs one test class or method and says by its exit status how that went. */
final class JunitChild {

    static final int PASSED = 0;
    static final int FAILED = 11;
    static final int NOTHING_RUN = 12;

    private static final int STACK_LINES = 15;

    private JunitChild() {}

    /** Takes one argument: {@code class} or {@code class#method}. */
    public static void main(String[] arguments) {
        var name = arguments[0];
        var status = run(name.contains("#") ? selectMethod(name) : selectClass(name));
        // Threads of a broken runtime may live on: end without waiting for them.
        Runtime.getRuntime().halt(status);
    }

    /** Runs what is selected, prints what failed, and returns the status to end with. */
    static int run(DiscoverySelector selector) {
        var request =
                LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        var summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), STACK_LINES);
        return status(summary.getTotalFailureCount(), summary.getTestsSucceededCount());
    }

    private static int status(long failed, long succeeded) {
        if (failed > 0) {
            return FAILED;
        }
        return succeeded > 0 ? PASSED : NOTHING_RUN;
    }
}
