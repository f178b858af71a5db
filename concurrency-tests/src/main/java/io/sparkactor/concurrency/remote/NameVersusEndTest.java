package io.sparkactor.concurrency.remote;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.ask.SilentRef;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.BaseRef;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * An ask ends while its message to another system is just being sent, for which the slot is given an id.
 *
 * <p>The hole: whoever names the slot has seen it pending, and makes it known behind the look of who ends it. It would be found for ever, and
 * never be freed.
 *
 * <p>Result: whether the slot still waits, or is found by its id at the end.
 */
@JCStressTest
@Outcome(id = "false", expect = ACCEPTABLE, desc = "nobody is found")
@Outcome(expect = FORBIDDEN, desc = "a slot that has ended stays known")
@State
public class NameVersusEndTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final BaseRef<?> slot;
    private final CompletableFuture<String> future;

    public NameVersusEndTest() {
        system.core().exports().activate();
        var target = new SilentRef(system.core());
        future = target.askAsync("request", String.class);
        slot = target.slot();
    }

    @Actor
    public void sender() {
        system.meet();
        slot.replyId();
    }

    @Actor
    public void end() {
        system.meet();
        slot.askTargetStopped();
    }

    @Arbiter
    public void found(Z_Result result) {
        result.r1 =
                !future.isDone() || system.core().exports().find(slot.replyId().uuid()) != null;
    }
}
