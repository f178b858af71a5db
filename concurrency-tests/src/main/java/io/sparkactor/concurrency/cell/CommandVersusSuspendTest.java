package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Supervision;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An actor that waits for its back-off, with a message in its mailbox, is told to stop while its turn ends.
 *
 * <p>The hole: the turn has looked at the commands and leaves the mailbox as it is; who pushes the command finds a cell that is not
 * idle, and takes it for running. The turn must look again when it has said that it is suspended.
 *
 * <p>Result: whether the actor has stopped when no turn is ready any more.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "stopped")
@Outcome(expect = FORBIDDEN, desc = "the command is lost")
@State
public class CommandVersusSuspendTest {

    private static final Backoff LONG = new Backoff(Duration.ofHours(1), Duration.ofHours(1), 0);

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> cell = SteppedSystem.cell(system.syndicate()
            .createActor(ActorSpec.handling(String.class, (context, message) -> {
                        throw Failure.INSTANCE;
                    })
                    .supervision(Supervision.restart().backoff(LONG))));
    private final @Nullable Turn turn;

    public CommandVersusSuspendTest() {
        cell.tell("fails");
        system.runAll();
        cell.tell("waits");
        turn = system.take();
    }

    @Actor
    public void turn() {
        system.meet();
        system.run(turn);
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
