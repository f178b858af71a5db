package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.internal.cell.ActorCell;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An actor that gave its ref away in {@code preStart} is told to stop while its start ends.
 *
 * <p>The hole: whoever tells it finds a cell that is not idle and wakes nobody; the creator finds no message and schedules nothing.
 * It must look at the commands when the mark of the start is gone.
 *
 * <p>Result: whether the actor has stopped when no turn is ready any more.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "stopped")
@Outcome(expect = FORBIDDEN, desc = "the command is lost")
@State
public class StopVersusStartEndTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private volatile @Nullable ActorCell<String> starting;

    @Actor
    public void creator() {
        system.syndicate().createActor(ActorSpec.of(Leaking::new));
    }

    @Actor
    public void stop() {
        SteppedSystem.await(() -> starting != null);
        ActorCell<String> cell = starting;
        if (cell != null) {
            cell.requestStop();
        }
    }

    @Arbiter
    public void rest(Z_Result result) {
        system.runAll();
        ActorCell<String> cell = starting;
        result.r1 = cell != null && cell.isStopped();
    }

    private final class Leaking extends io.sparkactor.Actor<String> {

        @Override
        protected void preStart() {
            starting = SteppedSystem.cell(self());
        }

        @Override
        protected void process(io.sparkactor.Message<String> message) {}
    }
}
