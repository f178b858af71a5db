package io.sparkactor.concurrency.remote;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.remote.internal.net.Outbox;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * Two threads put something into a queue to a peer that has one place left.
 *
 * <p>The hole: both find the place free. A bound that a crowd passes is none.
 *
 * <p>Result: whether the first was taken, whether the second was, how many wait.
 */
@JCStressTest
@Outcome(
        id = {"true, false, 2", "false, true, 2"},
        expect = ACCEPTABLE,
        desc = "one has it")
@Outcome(expect = FORBIDDEN, desc = "both or none")
@State
public class OfferVersusLastPlaceTest {

    private record Piece(int bytes) implements Outbox.Sized {}

    private final SteppedSystem system = new SteppedSystem(0);
    private final Outbox<Piece> outbox = new Outbox<>(2, 100, () -> {});

    public OfferVersusLastPlaceTest() {
        outbox.offer(new Piece(1));
    }

    @Actor
    public void first(ZZI_Result result) {
        system.meet();
        result.r1 = outbox.offer(new Piece(1));
    }

    @Actor
    public void second(ZZI_Result result) {
        system.meet();
        result.r2 = outbox.offer(new Piece(1));
    }

    @Arbiter
    public void rest(ZZI_Result result) {
        result.r3 = outbox.size();
    }
}
