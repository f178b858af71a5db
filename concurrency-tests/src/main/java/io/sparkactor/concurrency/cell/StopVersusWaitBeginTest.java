package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.internal.cell.ActorCell;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * An actor is told to stop while its handler begins to wait in {@code receive}.
 *
 * <p>The hole: the handler says that it waits and then looks for commands; whoever stops it pushes the command and then looks whether
 * it waits. Either of them ends the wait. The one must not take back what the other has said in between.
 *
 * <p>Result: whether the handler sleeps for ever, whether the actor has stopped in the end.
 */
@JCStressTest
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the wait ends")
@Outcome(expect = FORBIDDEN, desc = "the actor waits on although it was told to stop")
@State
public class StopVersusWaitBeginTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SteppedSystem system = new SteppedSystem(1);
    private volatile boolean handling;
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> receive());

    public StopVersusWaitBeginTest() {
        cell.tell("wait");
    }

    private void receive() {
        handling = true;
        try {
            system.syndicate().receive(LONG);
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
        SteppedSystem.await(() -> handling);
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
