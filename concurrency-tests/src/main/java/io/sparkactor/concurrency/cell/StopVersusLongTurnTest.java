package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An actor with many messages is told to stop while its turn goes through them by a cursor, without a look at the cell.
 *
 * <p>The hole: the turn looks for commands before the cursor is set, and whoever pushes one looks for the cursor before that: nobody sees
 * the other, and the turn goes on to the end of its batch.
 *
 * <p>Result: how many messages began to be handled behind the return of the stop; one may have been in hand.
 */
@JCStressTest
@Outcome(
        id = {"0", "1"},
        expect = ACCEPTABLE,
        desc = "the stop overtakes the queue")
@Outcome(expect = FORBIDDEN, desc = "the turn goes on")
@State
public class StopVersusLongTurnTest {

    private static final int MESSAGES = 12;

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> cell = SteppedSystem.cell(
            system.syndicate().createActor(ActorSpec.handling(String.class, (context, message) -> handle())));
    private final @Nullable Turn turn;
    private volatile boolean stopped;
    private int late;

    public StopVersusLongTurnTest() {
        for (int i = 0; i < MESSAGES; i++) {
            cell.tell("next");
        }
        turn = system.take();
    }

    private void handle() {
        if (stopped) {
            late++;
        }
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
        stopped = true;
    }

    @Arbiter
    public void rest(I_Result result) {
        system.runAll();
        result.r1 = late;
    }
}
