package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.cell.ActorCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An actor stops while a thread begins to wait for that.
 *
 * <p>The hole: the thread has seen an actor that runs, and registers behind the look at those who wait. So it registers first and
 * looks then, and the actor is marked as stopped before it looks who waits.
 *
 * <p>Result: whether the thread sleeps for ever.
 */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "the thread learns of the end")
@Outcome(expect = FORBIDDEN, desc = "the thread sleeps for ever")
@State
public class AwaitStopVersusStopTest {

    private final SteppedSystem system = new SteppedSystem(1);
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> {});

    public AwaitStopVersusStopTest() {
        cell.requestStop();
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
        system.leave();
    }

    @Actor
    public void waiter() {
        system.meet();
        try {
            cell.awaitStop(Long.MAX_VALUE, () -> false);
        } catch (SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Arbiter
    public void look(Z_Result result) {
        result.r1 = system.overslept();
    }
}
