package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ExitReason;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.internal.cell.ActorCell;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A top-level actor is created while the parent of all begins to stop.
 *
 * <p>The hole: the creator has seen a parent that runs, and links the child behind the parent's look at its children. That child is
 * never told to stop.
 *
 * <p>Result: whether the parent has stopped, whether the child has (also if it was refused).
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "stopped with its parent, or refused")
@Outcome(expect = FORBIDDEN, desc = "a child outlives its parent, or the parent waits for ever")
@State
public class CreateVersusParentStopTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private @Nullable ActorCell<String> child;

    public CreateVersusParentStopTest() {
        system.root().stop(new ExitReason.SyndicateClosed());
    }

    @Actor
    public void parent() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void creator() {
        system.meet();
        try {
            child = system.actor(String.class, (context, message) -> {});
        } catch (SyndicateClosedException e) {
            child = null;
        }
    }

    @Arbiter
    public void rest(ZZ_Result result) {
        system.runAll();
        ActorCell<String> created = child;
        result.r1 = system.root().isStopped();
        result.r2 = created == null || created.isStopped();
    }
}
