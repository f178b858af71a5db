package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.Ledger;
import io.sparkactor.internal.cell.ActorCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZIZ_Result;

/**
 * A message comes while the actor stops.
 *
 * <p>The hole: the sender has seen an actor that runs, and links its envelope when that has stopped for good. It must still be taken
 * from the mailbox and become a dead letter.
 *
 * <p>Result: whether the message was accepted, how many messages (with one that waited before) were processed or became dead letters
 * after they were accepted, whether the books are balanced with nothing in flight.
 */
@JCStressTest
@Outcome(id = "true, 2, true", expect = ACCEPTABLE, desc = "accepted, then a dead letter")
@Outcome(id = "false, 1, true", expect = ACCEPTABLE, desc = "refused")
@Outcome(expect = FORBIDDEN, desc = "a message vanished or ended twice")
@State
public class DeliverVersusStopTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private int processed;
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> processed++);

    public DeliverVersusStopTest() {
        cell.tell("before");
        cell.requestStop();
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void sender(ZIZ_Result result) {
        system.meet();
        result.r1 = cell.tell("late").accepted();
    }

    @Arbiter
    public void rest(ZIZ_Result result) {
        system.runAll();
        Ledger ledger = system.syndicate().ledger();
        result.r2 = processed + system.acceptedDeadLetters();
        result.r3 = ledger.inFlight() == 0
                && ledger.offered() == ledger.accepted() + ledger.refused()
                && ledger.accepted() == ledger.processed() + ledger.failed() + ledger.deadLettered();
    }
}
