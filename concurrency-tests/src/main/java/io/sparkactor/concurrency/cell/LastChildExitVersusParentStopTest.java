package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ExitReason;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * The last child stops by itself while its parent begins to stop.
 *
 * <p>The hole: the child tells its parent only when that is stopping. Were it to look before it has left the list of children, the
 * parent could begin in between, find the child, and wait for ever.
 *
 * <p>Result: whether the parent has stopped, how many children it has.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "the parent has ended")
@Outcome(expect = FORBIDDEN, desc = "the parent waits for ever")
@State
public class LastChildExitVersusParentStopTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> child = system.actor(String.class, (context, message) -> {});
    private final @Nullable Turn turnOfChild;
    private final @Nullable Turn turnOfParent;

    public LastChildExitVersusParentStopTest() {
        child.requestStop();
        turnOfChild = system.take();
        system.root().stop(new ExitReason.SyndicateClosed());
        turnOfParent = system.take();
    }

    @Actor
    public void child() {
        system.meet();
        system.run(turnOfChild);
    }

    @Actor
    public void parent() {
        system.meet();
        system.run(turnOfParent);
    }

    @Arbiter
    public void rest(ZI_Result result) {
        system.runAll();
        result.r1 = system.root().isStopped();
        result.r2 = system.root().childCells().size();
    }
}
