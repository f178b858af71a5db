package io.sparkactor.benchmarks.process;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The JVM of the processor work: jobs of 50 ms by one process and by two, again and again. Driven by the main thread. */
public final class CpuRun {

    private static final double JOB_MILLIS = 50;
    private static final int JOBS = 20;
    private static final int TRIAL_ROUNDS = 20_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private CpuRun() {}

    /** Prints the figures; the argument is how often the two are compared. */
    public static void main(String[] args) {
        List<Double> ratios = new ArrayList<>();
        try (Syndicate syndicate = Syndicate.open("processor-work")) {
            List<ActorRef<Bench>> two =
                    List.of(syndicate.createActor(BenchWorker.spec()), syndicate.createActor(BenchWorker.spec()));
            List<ActorRef<Bench>> one = two.subList(0, 1);
            int rounds = roundsOfAJob(two);
            ChildJvm.result(
                    Figure.of("a job", millis(one, rounds, JOBS) / JOBS, "ms").line());
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                double alone = millis(one, rounds, JOBS);
                double together = millis(two, rounds, JOBS);
                ratios.add(alone / together);
            }
        }
        double median = Median.of(ratios).value();
        ChildJvm.result(
                Figure.atLeast("rate of two workers / rate of one, median of " + ratios.size(), median, 1.6, "×")
                        .line());
    }

    private static int roundsOfAJob(List<ActorRef<Bench>> workers) {
        double millis = 0;
        for (int i = 0; i < 5; i++) { // the first ones are slower
            millis = millis(workers.subList(0, 1), TRIAL_ROUNDS, 1);
            double unused = millis(workers.subList(1, 2), TRIAL_ROUNDS, 1);
        }
        return (int) (TRIAL_ROUNDS * JOB_MILLIS / millis);
    }

    /** How long so many jobs take, dealt out evenly. */
    private static double millis(List<ActorRef<Bench>> workers, int rounds, int jobs) {
        long start = System.nanoTime();
        List<CompletableFuture<Long>> replies = IntStream.range(0, jobs)
                .mapToObj(i -> workers.get(i % workers.size()).askAsync(new Bench.Compute(rounds), PATIENCE))
                .toList();
        long expected = replies.getFirst().join();
        if (replies.stream().anyMatch(reply -> reply.join() != expected)) {
            throw new IllegalStateException("workers do not agree");
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
