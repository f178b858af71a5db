package io.sparkactor.concurrency.executor;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.executor.Lifeline;
import io.sparkactor.spi.ExecutorStep;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An executor dies while a turn gives it a step.
 *
 * <p>The hole: the turn says which step goes on and then looks whether the executor lives; whoever learns of the death notes it and then
 * looks which step goes on. If either looks first, they look past each other, and the actor waits for ever.
 *
 * <p>Result: whether the step has failed.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "the step fails")
@Outcome(id = "false", expect = FORBIDDEN, desc = "the actor waits for a dead executor")
@State
public class DeathVersusStepTest implements ExecutorStep {

    private static final Throwable DEATH = new IllegalStateException("dead");

    private final Lifeline lifeline = new Lifeline();
    private volatile boolean failed;

    @Override
    public void done() {}

    @Override
    public void failed(Throwable cause) {
        failed = true;
    }

    @Actor
    public void turn() {
        lifeline.begins(this);
    }

    @Actor
    public void reaper() {
        lifeline.cut(DEATH);
    }

    @Arbiter
    public void look(Z_Result result) {
        result.r1 = failed;
    }
}
