package io.sparkactor.concurrency.ask;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.AskTimeoutException;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.spi.TimerEntry;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZLI_Result;

/**
 * The reply to an ask comes at its deadline.
 *
 * <p>The hole: both find the slot without an outcome. One of them must win, and the other learn that it has lost: a late reply is
 * refused to whoever replies, and the asker is told once.
 *
 * <p>Result: whether the reply was accepted, how the ask ended, how often the asker was told.
 */
@JCStressTest
@Outcome(id = "true, reply, 1", expect = ACCEPTABLE, desc = "in time")
@Outcome(id = "false, AskTimeoutException, 1", expect = ACCEPTABLE, desc = "too late, and refused")
@Outcome(expect = FORBIDDEN, desc = "two outcomes, or none")
@State
public class ReplyVersusTimeoutTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final SilentRef target = new SilentRef(system.core());
    private final CompletableFuture<String> future = target.askAsync("request", String.class);
    private final @Nullable TimerEntry deadline = system.timer();

    @Actor
    public void replier(ZLI_Result result) {
        system.meet();
        result.r1 = target.slot().replied("reply", target, null).accepted();
    }

    @Actor
    public void timer() {
        system.meet();
        system.fire(deadline);
    }

    @Arbiter
    public void outcome(ZLI_Result result) {
        result.r2 = future.handle((reply, thrown) -> thrown instanceof AskTimeoutException
                        ? thrown.getClass().getSimpleName()
                        : reply)
                .getNow("none");
        result.r3 = system.callbacks();
    }
}
