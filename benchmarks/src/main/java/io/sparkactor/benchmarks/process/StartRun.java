package io.sparkactor.benchmarks.process;

import io.sparkactor.ActorRef;
import io.sparkactor.ProcessOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;

/** The JVM of the starts: process actors that need a new JVM, and some that find one waiting. Driven by the main thread. */
public final class StartRun {

    private static final double BAR = 250;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int EXTRA_HEAP = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(20);

    private StartRun() {}

    /** Prints the figures; the arguments are what the starts are called, and how many there are. */
    public static void main(String[] args) throws InterruptedException {
        int times = Integer.parseInt(args[1]);
        Latencies cold = new Latencies();
        Latencies pooled = new Latencies();
        try (Syndicate syndicate = Syndicate.open("starts")) {
            create(syndicate, 0);
            cold.start();
            pooled.start();
            for (int i = 1; i <= times; i++) {
                waitForSpares();
                cold.record(create(syndicate, i)); // no process with this heap waits
                waitForSpares();
                pooled.record(create(syndicate, i));
            }
        }
        String name = args[0];
        ChildJvm.result(
                Figure.of(name + ": new JVM, p50", cold.millis(50), BAR, "ms").line());
        ChildJvm.result(Figure.of(name + ": new JVM, longest", cold.longestMillis(), "ms")
                .line());
        ChildJvm.result(
                Figure.of(name + ": waiting JVM, p50", pooled.millis(50), "ms").line());
        ChildJvm.result(Figure.of(name + ": waiting JVM, longest", pooled.longestMillis(), "ms")
                .line());
    }

    /** Leaves the processor to JVMs that are being started ahead, until they need it no more. */
    private static void waitForSpares() throws InterruptedException {
        Duration used = usedByChildren();
        Duration before;
        do {
            before = used;
            Thread.sleep(PAUSE);
            used = usedByChildren();
        } while (used.minus(before).compareTo(BUSY) > 0);
    }

    private static Duration usedByChildren() {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** From the call to an actor that has been made and has started. */
    private static long create(Syndicate syndicate, int extra) {
        ProcessOptions options = ProcessOptions.defaults().maxHeap((64 << 20) + (long) extra * EXTRA_HEAP);
        long start = System.nanoTime();
        ActorRef<Bench> worker = syndicate.createActor(BenchWorker.spec().process(options));
        long took = System.nanoTime() - start;
        syndicate.stop(worker);
        if (!syndicate.awaitStop(worker, PATIENCE)) {
            throw new IllegalStateException(worker.path() + " does not stop");
        }
        return took;
    }
}
