package io.sparkactor.benchmarks.micro;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to put a message into a mailbox and to take it out, on one thread, beside the queues of the JDK? Without an actor,
 * a scheduler and a ledger.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MailboxBenchmark {

    private static final int BATCH = 64;

    private final BareMailbox mailbox = new BareMailbox();
    private final Queue<Integer> linked = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> transfer = new LinkedTransferQueue<>();

    /** The mailbox becomes idle after each message. */
    @Benchmark
    public long idleEachTime() {
        mailbox.send(1);
        return mailbox.takeAll();
    }

    /** The mailbox becomes idle after each batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long batch() {
        for (int i = 0; i < BATCH; i++) {
            mailbox.send(i);
        }
        return mailbox.takeAll();
    }

    /** The same batch with a {@link ConcurrentLinkedQueue}. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long batchOfConcurrentLinkedQueue() {
        return batch(linked);
    }

    /** The same batch with a {@link LinkedTransferQueue}. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long batchOfLinkedTransferQueue() {
        return batch(transfer);
    }

    private static long batch(Queue<Integer> queue) {
        for (int i = 0; i < BATCH; i++) {
            queue.add(i);
        }
        long sum = 0;
        for (Integer next = queue.poll(); next != null; next = queue.poll()) {
            sum += next;
        }
        return sum;
    }
}
