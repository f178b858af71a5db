package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
 * <p>{@code -Dspark.twins=P1} takes only those whose name begins so. Five run at a time for each core (12 at most), as they mostly wait.
 * Those of jcstress need all cores and run alone, behind the others, so that nothing stands idle in between. One thread compiles all of
 * them ahead. The seeds that find those of simulated tests are written to {@code target/found-seeds.md}.
 */
@Tag("twins")
class TwinsTest {

    private static final int AT_ONCE = Math.min(12, 5 * Runtime.getRuntime().availableProcessors());

    /** Less than so many twins do not pay for a cache to start from. */
    private static final int MANY = 20;

    /** Those of jcstress last; of the others those first that may take long, so that none is left alone at the end. */
    private static final Comparator<Twin> ORDER = Comparator.comparing(TwinsTest::isOfJcstress)
            .thenComparing(Comparator.comparing(Twin::timeout).reversed());

    @TempDir
    static Path scratch;

    private static final ExecutorService COMPILER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("twin-compiler").factory());

    private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("twin-", 0).factory());

    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    private static final FoundSeeds FOUND_SEEDS = new FoundSeeds();

    @AfterAll
    static void shutDown() throws IOException {
        COMPILER.shutdownNow();
        EXECUTOR.shutdownNow();
        FOUND_SEEDS.write(Path.of("target/found-seeds.md"));
    }

    @TestFactory
    List<DynamicTest> twins() throws Exception {
        var project = Project.find();
        var twins = project.twins(System.getProperty("spark.twins", ""));
        var start = twins.size() < MANY ? WarmStart.none(project) : WarmStart.make(project, scratch);
        var run = new TwinRun(project, start, scratch, FOUND_SEEDS);
        var tests = new ArrayList<DynamicTest>();
        for (var twin : twins.stream().sorted(ORDER).toList()) {
            var classes = COMPILER.submit(() -> run.compile(twin));
            var checked = EXECUTOR.submit(check(run, twin, classes));
            tests.add(DynamicTest.dynamicTest(twin.name() + " is caught by " + twin.target(), () -> resultOf(checked)));
        }
        return tests;
    }

    private static boolean isOfJcstress(Twin twin) {
        return twin.target() instanceof Twin.JcstressTarget;
    }

    private Callable<Void> check(TwinRun run, Twin twin, Future<Path> compiled) {
        var needed = isOfJcstress(twin) ? AT_ONCE : 1;
        return () -> {
            permits.acquire(needed);
            try {
                run.check(twin, resultOf(compiled));
                return null;
            } finally {
                permits.release(needed);
            }
        };
    }

    /** Waits for a task; throws what it threw. */
    private static <T> T resultOf(Future<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
