package io.sparkactor.concurrency.ask;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.ActorCell;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * An actor is told to stop while it begins to wait for a reply.
 *
 * <p>The hole: whoever stops it pushes the command and then looks whether it waits. The actor must say that it waits and then look
 * for commands, or neither sees the other, and the ask lasts until its deadline.
 *
 * <p>Result: whether the actor sleeps on, whether it has stopped in the end.
 */
@JCStressTest
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the ask ends")
@Outcome(expect = FORBIDDEN, desc = "the actor waits on although it was told to stop")
@State
public class StopVersusAskBeginTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SteppedSystem system = new SteppedSystem(1);
    private final SilentRef target = new SilentRef(system.core());
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> ask());

    public StopVersusAskBeginTest() {
        cell.tell("ask");
    }

    private void ask() {
        try {
            target.ask("request", String.class, LONG);
        } catch (ActorStoppedException | SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Actor
    public void turn() {
        system.runOne();
    }

    @Actor
    public void stop() {
        target.slot();
        cell.requestStop();
        system.leave();
    }

    @Arbiter
    public void rest(ZZ_Result result) {
        system.runAll();
        result.r1 = system.overslept();
        result.r2 = cell.isStopped();
    }
}
