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
 * An actor is told to stop while its turn handles the last message.
 *
 * <p>The hole: the command was pushed after the turn had looked at the commands, and its sender found the cell still running, so
 * that it woke nobody. The turn must look again when the cell is idle.
 *
 * <p>Result: whether the actor has stopped when no turn is ready any more.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "stopped")
@Outcome(expect = FORBIDDEN, desc = "the command is lost")
@State
public class StopVersusIdleTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> {});

    public StopVersusIdleTest() {
        cell.tell("last");
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void stop() {
        system.meet();
        cell.requestStop();
    }

    @Arbiter
    public void rest(Z_Result result) {
        system.runAll();
        result.r1 = cell.isStopped();
    }
}
