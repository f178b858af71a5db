package io.sparkactor.process;

import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Kills one process after the other, at random among those that have answered and live, and takes the time until each is replaced:
 * until another process has answered for the first time. {@link #hasAnswered} and {@link #kills} on any thread, the rest on one.
 */
final class Reaper {

    /** Ends a test that would wait for ever; says nothing about how long a replacement may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch workEnds;
    private final Random random = new Random();
    private final Map<Long, Long> firstAnswers = new ConcurrentHashMap<>();
    private final List<Duration> replacements = new ArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();

    /** Stops when the latch is open. */
    Reaper(CountDownLatch workEnds) {
        this.workEnds = workEnds;
    }

    /** A process has answered. */
    void hasAnswered(long pid) {
        firstAnswers.computeIfAbsent(pid, _ -> System.nanoTime());
    }

    int kills() {
        return kills.get();
    }

    /** How long replacements took, the shortest first. There is none for the last kill if the work ended before. */
    List<Duration> replacements() {
        return replacements.stream().sorted().toList();
    }

    /** Waits until so many have answered; then kills one behind each pause, the next not before the last is replaced. */
    void run(int workers, Duration pause) throws InterruptedException {
        await("the first answer of each worker", () -> firstAnswers.size() >= workers);
        while (!workEnds.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            killOne();
        }
    }

    private void killOne() {
        Set<Long> before = Set.copyOf(firstAnswers.keySet());
        List<ProcessHandle> alive = before.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(ProcessHandle::isAlive)
                .toList();
        ProcessHandle victim = alive.get(random.nextInt(alive.size()));
        long start = System.nanoTime();
        if (!victim.destroyForcibly()) {
            throw new AssertionError("process " + victim.pid() + " was not killed");
        }
        int unused = kills.incrementAndGet();
        await("the first answer of another process", () -> firstAnswers.size() > before.size());
        firstAnswers.forEach((pid, time) -> {
            if (!before.contains(pid)) {
                replacements.add(Duration.ofNanos(time - start));
            }
        });
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, () -> condition.getAsBoolean() || workEnds.getCount() == 0);
    }
}
