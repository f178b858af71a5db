package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.Message;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * An ask goes from a first actor by a second one to a third, while somebody else sends to the second, too.
 *
 * <p>The hole: the second actor may forward before the first has returned from forwarding. Whoever is to answer must be noted before
 * the envelope is given on, else the earlier note overwrites the later one.
 *
 * <p>Result: the sum of what the third actor got (as the plain fields of the contents say), whether the ask waits for it.
 */
@JCStressTest
@Outcome(id = "11, true", expect = ACCEPTABLE, desc = "both messages, and the ask waits for the third actor")
@Outcome(expect = FORBIDDEN, desc = "a message was lost or doubled, or the ask waits for somebody else")
@State
public class ForwardVersusForwardTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private int sum;
    private @Nullable Message<Payload> asked;
    private volatile boolean firstDone;
    private final ActorCell<Payload> third = system.actor(Payload.class, (context, message) -> take(message));
    private final ActorCell<Payload> second = system.actor(Payload.class, (context, message) -> message.forward(third));
    private final ActorCell<Payload> first = system.actor(Payload.class, (context, message) -> message.forward(second));
    private final @Nullable Turn turnOfFirst;

    public ForwardVersusForwardTest() {
        var _ = first.askAsync(new Payload(1), Integer.class);
        turnOfFirst = system.take();
    }

    private void take(Message<Payload> message) {
        sum += message.content().value;
        if (message.content().value == 1) {
            asked = message;
        }
    }

    @Actor
    public void first() {
        system.meet();
        system.run(turnOfFirst);
        firstDone = true;
    }

    @Actor
    public void second() {
        system.meet();
        second.tell(new Payload(10));
        while (!firstDone) {
            system.runOne();
        }
    }

    @Arbiter
    public void rest(IZ_Result result) {
        system.runAll();
        result.r1 = sum;
        result.r2 = asked instanceof Envelope<?> envelope && isWaitingForThird(envelope.senderRef());
    }

    private boolean isWaitingForThird(BaseRef<?> slot) {
        return slot.isAskWaitingFor(third);
    }

    private static final class Payload {

        private int value;

        Payload(int value) {
            this.value = value;
        }
    }
}
