package io.sparkactor.concurrency.remote;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Ledger;
import io.sparkactor.SystemId;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.remote.Remoting;
import io.sparkactor.spi.OutboundMessage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A transport settles a message to another system twice: it says that it has arrived while the connection is given up.
 *
 * <p>The hole: both find it not settled, and the books count one message as processed and as a dead letter. A transport that does this is at
 * fault and must be told so.
 *
 * <p>Result: how many of the two were told, how many messages were processed, how many became dead letters.
 */
@JCStressTest
@Outcome(
        id = {"1, 1, 0", "1, 0, 1"},
        expect = ACCEPTABLE,
        desc = "one stands, the other is told")
@Outcome(expect = FORBIDDEN, desc = "counted twice")
@State
public class SettleVersusSettleTest {

    private static final ActorId FAR = new ActorId(SystemId.ofName("far"), "somebody");

    private final SteppedSystem system = new SteppedSystem(0, OpenTransport.nextName());
    private final Remoting remoting = new Remoting(system.core());
    private final OpenTransport transport = new OpenTransport();
    private final OutboundMessage message;
    private volatile boolean deliveredIsTold;
    private volatile boolean failedIsTold;

    public SettleVersusSettleTest() {
        remoting.open(_ -> transport);
        remoting.ref(FAR).tell("hello");
        message = transport.sent();
    }

    @Actor
    public void arrival() {
        system.meet();
        try {
            message.delivered();
        } catch (IllegalStateException e) {
            deliveredIsTold = true;
        }
    }

    @Actor
    public void loss() {
        system.meet();
        try {
            message.failed(DeadLetterReason.UNACKNOWLEDGED);
        } catch (IllegalStateException e) {
            failedIsTold = true;
        }
    }

    @Arbiter
    public void books(III_Result result) {
        Ledger ledger = system.syndicate().ledger();
        result.r1 = (deliveredIsTold ? 1 : 0) + (failedIsTold ? 1 : 0);
        result.r2 = (int) ledger.processed();
        result.r3 = (int) ledger.deadLettered();
        remoting.close(0);
    }
}
