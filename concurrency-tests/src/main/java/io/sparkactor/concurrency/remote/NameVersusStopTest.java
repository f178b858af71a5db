package io.sparkactor.concurrency.remote;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.ActorCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An actor stops while somebody asks for its id, to tell others of it.
 *
 * <p>The hole: as for asks. Here the one who ends has to say so first and to take the name away behind that.
 *
 * <p>Result: whether the actor is found by its id at the end.
 */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "nobody is found")
@Outcome(expect = FORBIDDEN, desc = "an actor that has stopped stays known")
@State
public class NameVersusStopTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> {});

    public NameVersusStopTest() {
        system.core().exports().activate();
        cell.requestStop();
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void namer() {
        system.meet();
        cell.id();
    }

    @Arbiter
    public void found(Z_Result result) {
        system.runAll();
        result.r1 = system.core().exports().find(cell.id().uuid()) != null;
    }
}
