package io.sparkactor.concurrency.ask;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.AskFailedException;
import io.sparkactor.concurrency.cell.SteppedSystem;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZLI_Result;

/**
 * A message that was asked is answered by a thread of its receiver while its handler throws.
 *
 * <p>The hole: both find the slot without an outcome. A reply before the failure stands, a reply behind it is refused, and the asker
 * is told once.
 *
 * <p>Result: whether the reply was accepted, how the ask ended, how often the asker was told.
 */
@JCStressTest
@Outcome(id = "true, reply, 1", expect = ACCEPTABLE, desc = "the reply stands")
@Outcome(id = "false, AskFailedException, 1", expect = ACCEPTABLE, desc = "failed, and the reply refused")
@Outcome(expect = FORBIDDEN, desc = "two outcomes, or none")
@State
public class ReplyVersusFailureTest {

    private static final Exception CAUSE = new IllegalStateException("thrown by the handler");

    private final SteppedSystem system = new SteppedSystem(0);
    private final SilentRef target = new SilentRef(system.core());
    private final CompletableFuture<String> future = target.askAsync("request", String.class);

    @Actor
    public void replier(ZLI_Result result) {
        system.meet();
        result.r1 = target.slot().replied("reply", target, null).accepted();
    }

    @Actor
    public void handler() {
        system.meet();
        target.slot().askFailed(CAUSE);
    }

    @Arbiter
    public void outcome(ZLI_Result result) {
        result.r2 = future.handle((reply, thrown) ->
                        thrown instanceof AskFailedException ? thrown.getClass().getSimpleName() : reply)
                .getNow("none");
        result.r3 = system.callbacks();
    }
}
