package io.sparkactor.concurrency.mailbox;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.Ledger;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.ActorCell;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * A sender begins to wait for a place at an actor that is told to stop.
 *
 * <p>The hole: the sender looks whether the actor is to stop before it is told; who tells it looks for waiting senders before this one is
 * registered.
 *
 * <p>Result: whether the message was accepted, whether the sender would sleep for ever, whether the books are balanced with nothing in
 * flight.
 */
@JCStressTest
@Outcome(id = "false, false, true", expect = ACCEPTABLE, desc = "refused")
@Outcome(expect = FORBIDDEN, desc = "the sender waits at a stopped actor, or the message vanished")
@State
public class BlockedSenderVersusStopTest {

    private static final Mailbox<Object> BLOCKING = Mailbox.bounded(1).overflow(Overflow.block(Duration.ofHours(1)));

    private final SteppedSystem system = new SteppedSystem(1);
    private final ActorCell<String> cell = SteppedSystem.cell(system.syndicate()
            .createActor(
                    ActorSpec.handling(String.class, (context, message) -> {}).mailbox(BLOCKING)));

    public BlockedSenderVersusStopTest() {
        cell.tell("has the only place");
    }

    @Actor
    public void sender(ZZZ_Result result) {
        system.meet();
        try {
            result.r1 = cell.tell("waits").accepted();
        } catch (SteppedSystem.Asleep e) {
            // told by overslept()
        }
    }

    @Actor
    public void stop() {
        system.meet();
        cell.requestStop();
        system.leave();
    }

    @Arbiter
    public void rest(ZZZ_Result result) {
        system.runAll();
        Ledger ledger = system.syndicate().ledger();
        result.r2 = system.overslept();
        result.r3 = ledger.balanced() && ledger.inFlight() == 0;
    }
}
