package io.sparkactor.concurrency.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.ActorCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIJ_Result;

/**
 * A message comes to a full mailbox that drops its oldest, while a turn takes that one.
 *
 * <p>The hole: there is one ticket for each message. A message that is exchanged has no ticket of its own and must get that of the one
 * that it drives out; one that is added needs its own, behind the message.
 *
 * <p>Result: how many of three messages were processed, how many became dead letters, how many are left in the end.
 */
@JCStressTest
@Outcome(id = "3, 0, 0", expect = ACCEPTABLE, desc = "there was room already")
@Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "one was dropped")
@Outcome(expect = FORBIDDEN, desc = "a message is stranded, or ended twice")
@State
public class DeliverVersusTicketTest {

    private static final Mailbox<Object> DROPPING = Mailbox.bounded(2).overflow(Overflow.DROP_OLDEST);

    private final SteppedSystem system = new SteppedSystem(0);
    private int processed;
    private final ActorCell<String> cell = SteppedSystem.cell(system.syndicate()
            .createActor(ActorSpec.handling(String.class, (context, message) -> processed++)
                    .mailbox(DROPPING)));

    public DeliverVersusTicketTest() {
        cell.tell("first");
        cell.tell("second");
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void sender() {
        system.meet();
        cell.tell("third");
    }

    @Arbiter
    public void rest(IIJ_Result result) {
        system.runAll();
        result.r1 = processed;
        result.r2 = system.acceptedDeadLetters();
        result.r3 = cell.depth();
    }
}
