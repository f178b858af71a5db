package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.Processors;
import io.sparkactor.internal.scheduler.SharedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A worker that found no turn gives its processor back while another worker, pending for a turn it knows of, asks for one.
 *
 * <p>The hole: the pending worker finds no free processor, and the releasing one does not see the turn. The release must be a full
 * fence before the last look.
 *
 * <p>Result: whether the pending worker got the processor, whether the releasing worker saw the turn.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both: one of them finds nothing later")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the pending worker runs the turn")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the releasing worker stays for the turn")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "the turn waits for the next look")
@State
public class IdleReleaseVersusPutTest {

    private final SharedQueue shared = new SharedQueue();
    private final Processors processors = new Processors(1);
    private final Fixture.Owner idler = new Fixture.Owner(shared);
    private final Fixture.Owner pending = new Fixture.Owner(shared);

    public IdleReleaseVersusPutTest() {
        processors.acquireFree(idler);
    }

    @Actor
    public void pending(ZZ_Result result) {
        shared.put(Fixture.A);
        result.r1 = processors.get(0).tryAcquire(pending);
    }

    @Actor
    public void idler(ZZ_Result result) {
        processors.release(idler.queue());
        result.r2 = !shared.isEmpty();
    }
}
