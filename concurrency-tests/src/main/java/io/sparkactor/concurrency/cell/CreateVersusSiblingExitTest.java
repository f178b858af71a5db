package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.internal.cell.ActorCell;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A parent gets a child while the one that was created last stops.
 *
 * <p>The hole: both change the front of the list of children at once, so that the new one is lost, or the one that has gone stays.
 *
 * <p>Result: whether the list holds just those that live, whether the one that was told to stop has stopped.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the new one has come and the other has gone")
@Outcome(expect = FORBIDDEN, desc = "a child is lost, or one that has stopped is still listed")
@State
public class CreateVersusSiblingExitTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> eldest = system.actor(String.class, (context, message) -> {});
    private final ActorCell<String> leaving = system.actor(String.class, (context, message) -> {});
    private @Nullable ActorCell<String> created;

    public CreateVersusSiblingExitTest() {
        leaving.requestStop();
    }

    @Actor
    public void leaving() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void creator() {
        system.meet();
        created = system.actor(String.class, (context, message) -> {});
    }

    @Arbiter
    public void rest(ZZ_Result result) {
        system.runAll();
        result.r1 = system.root().childCells().equals(List.of(created, eldest));
        result.r2 = leaving.isStopped();
    }
}
