package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.Processors;
import io.sparkactor.internal.scheduler.ReadyRing;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two workers take the last two turns of a batch in the shared queue.
 *
 * <p>The hole: both take the same one, or the batch leaves the queue with a turn in it.
 *
 * <p>Result: what the first took, what the second took, what is left.
 */
@JCStressTest
@Outcome(
        id = {"1, 10, 0", "10, 1, 0"},
        expect = ACCEPTABLE,
        desc = "each took one")
@Outcome(expect = FORBIDDEN, desc = "a turn was lost or doubled")
@State
public class BatchTakeVersusTakeTest {

    private static final int BATCH = ReadyRing.CAPACITY / 2;

    private final SharedQueue shared = new SharedQueue();
    private final Fixture.Owner owner = new Fixture.Owner(shared);
    private int first;
    private int second;

    public BatchTakeVersusTakeTest() {
        new Processors(1).acquireFree(owner);
        for (int i = 1; i < BATCH + ReadyRing.CAPACITY; i++) {
            owner.queue().put(i == BATCH - 1 ? Fixture.A : i == BATCH ? Fixture.B : Fixture.C);
        }
        for (int i = 2; i < BATCH; i++) {
            shared.take();
        }
    }

    @Actor
    public void one() {
        first = Fixture.weight(shared.take());
    }

    @Actor
    public void other() {
        second = Fixture.weight(shared.take());
    }

    @Arbiter
    public void count(III_Result result) {
        result.r1 = first;
        result.r2 = second;
        result.r3 = Fixture.weightOf(shared);
    }
}
