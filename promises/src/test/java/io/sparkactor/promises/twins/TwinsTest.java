package io.sparkactor.promises.twins;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
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
 * <p>{@code -Dspark.twins=P1} takes only those whose name begins so. Four run at a time for each core (12 at most, and no more than memory
 * has room for), as they mostly wait. Among many, some {@link Controls} run without their twin. Those of jcstress need all cores and run
 * alone, behind the others, so that nothing stands idle in between. One thread compiles all of them ahead. The seeds that find those of
 * simulated tests are written to {@code target/found-seeds.md}.
 */
@Tag("twins")
class TwinsTest {

    /** What the JVM of a test takes at most, its heap and the rest of it. */
    private static final long BYTES_OF_ONE = 700L << 20;

    private static final int AT_ONCE = (int) Math.clamp(
            physicalMemory() / BYTES_OF_ONE,
            1,
            Math.min(12, 4 * Runtime.getRuntime().availableProcessors()));

    /** Less than so many twins do not pay for a cache to start from, nor are they a load. */
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
        var controls = new ArrayDeque<Twin>(twins.size() < MANY ? List.of() : Controls.among(twins));
        var distance =
                Math.max(1, twins.stream().filter(twin -> !isOfJcstress(twin)).count() / (controls.size() + 1));
        var tests = new ArrayList<DynamicTest>();
        var twinsSoFar = 0;
        for (var twin : twins.stream().sorted(ORDER).toList()) {
            tests.add(isCaught(run, twin));
            if (++twinsSoFar % distance == 0 && !controls.isEmpty()) {
                tests.add(passesWithoutATwin(run, controls.remove()));
            }
        }
        return tests;
    }

    private DynamicTest isCaught(TwinRun run, Twin twin) {
        var classes = COMPILER.submit(() -> run.compile(twin));
        var name = twin.name() + " is caught by " + twin.target();
        return test(name, isOfJcstress(twin) ? AT_ONCE : 1, () -> run.check(twin, resultOf(classes)));
    }

    /** It has what {@code twin} would have. */
    private DynamicTest passesWithoutATwin(TwinRun run, Twin twin) {
        return test("without a twin " + twin.target() + " passes", 1, () -> run.checkControl(twin));
    }

    private static long physicalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static boolean isOfJcstress(Twin twin) {
        return twin.target() instanceof Twin.JcstressTarget;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Begins the work as soon as there is room for it, and makes a test of what becomes of it. */
    private DynamicTest test(String name, int needed, Work work) {
        var done = EXECUTOR.submit(permitted(needed, work));
        return DynamicTest.dynamicTest(name, () -> resultOf(done));
    }

    private Callable<Void> permitted(int needed, Work work) {
        return () -> {
            permits.acquire(needed);
            try {
                work.run();
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
