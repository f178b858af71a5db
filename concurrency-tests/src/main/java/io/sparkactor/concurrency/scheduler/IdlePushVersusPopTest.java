package io.sparkactor.concurrency.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.scheduler.IdleWorkers;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One thread takes an idle worker and puts it back; another takes one and adds one.
 *
 * <p>The hole: a stack linked through the workers would accept a stale head when a worker was taken and came back (the ABA
 * problem), and then lose or double one.
 *
 * <p>Result: the weight of all workers taken or still there, how many the stack believes to hold beside those counted.
 */
@JCStressTest
@Outcome(id = "111, 0", expect = ACCEPTABLE, desc = "each worker is in one hand")
@Outcome(expect = FORBIDDEN, desc = "a worker was lost or doubled")
@State
public class IdlePushVersusPopTest {

    private final IdleWorkers<Integer> idle = new IdleWorkers<>(8);
    private int taken;

    public IdlePushVersusPopTest() {
        idle.push(1);
        idle.push(10);
    }

    @Actor
    public void popAndPush() {
        Integer worker = idle.pop();
        if (worker != null) {
            idle.push(worker);
        }
    }

    @Actor
    public void popAndPushAnother() {
        Integer worker = idle.pop();
        taken = worker == null ? 0 : worker;
        idle.push(100);
    }

    @Arbiter
    public void count(II_Result result) {
        int sum = taken;
        for (Integer worker = idle.pop(); worker != null; worker = idle.pop()) {
            sum += worker;
        }
        result.r1 = sum;
        result.r2 = idle.size();
    }
}
