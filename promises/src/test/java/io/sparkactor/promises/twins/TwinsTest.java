package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every twin is caught by the test that it names.
 *
 * <p>{@code -Dspark.twins=P1} takes only those whose name begins so. Three run at a time, as they often wait; those of jcstress need all
 * cores and run alone. The seeds that find those of simulated tests are written to {@code target/found-seeds.md}.
 */
@Tag("twins")
class TwinsTest {

    private static final int AT_ONCE = 3;

    @TempDir
    static Path scratch;

    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("twin-", 0).factory());

    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    private static final FoundSeeds FOUND_SEEDS = new FoundSeeds();

    @AfterAll
    static void shutDown() throws IOException {
        EXECUTOR.shutdownNow();
        FOUND_SEEDS.write(Path.of("target/found-seeds.md"));
    }

    @TestFactory
    List<DynamicTest> twins() throws Exception {
        var project = Project.find();
        var twins = project.twins(System.getProperty("spark.twins", ""));
        var run = new TwinRun(project, scratch, FOUND_SEEDS);
        var tests = new ArrayList<DynamicTest>();
        for (var twin : twins) {
            var checked = EXECUTOR.submit(check(run, twin));
            tests.add(DynamicTest.dynamicTest(twin.name() + " is caught by " + twin.target(), () -> await(checked)));
        }
        return tests;
    }

    private Callable<Void> check(TwinRun run, Twin twin) {
        var needed = twin.target() instanceof Twin.JcstressTarget ? AT_ONCE : 1;
        return () -> {
            permits.acquire(needed);
            try {
                run.check(twin);
                return null;
            } finally {
                permits.release(needed);
            }
        };
    }

    private static void await(Future<Void> checked) throws Throwable {
        try {
            checked.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }
}
