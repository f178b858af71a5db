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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Something is put into the queue to a peer while the loop, woken for what was there before, begins to take.
 *
 * <p>The hole: a burst wakes the loop once, so whoever puts something in behind the first wakes nobody. If the loop says that it is awake,
 * finds nothing, and only then the item is there, it waits until something else is sent.
 *
 * <p>Result: how many items are left at the end, how often the loop was woken again.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "taken by the loop, which needed no further call")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "taken, and the loop is called in vain")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "left for the loop, which is called")
@Outcome(expect = FORBIDDEN, desc = "left, and nobody comes for it")
@State
public class OfferVersusAwakeTest {

    private record Piece(int bytes) implements Outbox.Sized {}

    private final SteppedSystem system = new SteppedSystem(0);
    private int woken;
    private final Outbox<Piece> outbox = new Outbox<>(10, 100, () -> woken++);

    public OfferVersusAwakeTest() {
        outbox.offer(new Piece(1));
        outbox.poll();
        woken = 0;
    }

    @Actor
    public void sender() {
        system.meet();
        outbox.offer(new Piece(1));
    }

    @Actor
    public void loop() {
        system.meet();
        outbox.awake();
        while (outbox.poll() != null) {
            // as the loop does
        }
    }

    @Arbiter
    public void rest(II_Result result) {
        result.r1 = outbox.size();
        result.r2 = woken;
    }
}
