package io.sparkactor.concurrency.ask;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.concurrency.cell.SteppedSystem;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/**
 * The reply comes while the asking thread goes to sleep.
 *
 * <p>The hole: the asker has found no outcome and parks; a reply that wakes it before the outcome can be seen lets it look in vain and
 * sleep for ever.
 *
 * <p>Result: whether the asker sleeps for ever, what its ask returned.
 */
@JCStressTest
@Outcome(id = "false, reply", expect = ACCEPTABLE, desc = "the asker has the reply")
@Outcome(expect = FORBIDDEN, desc = "the asker sleeps for ever")
@State
public class ReplyVersusParkTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SteppedSystem system = new SteppedSystem(1);
    private final SilentRef target = new SilentRef(system.core());

    @Actor
    public void asker(ZL_Result result) {
        try {
            result.r2 = target.ask("request", String.class, LONG);
        } catch (SteppedSystem.Asleep e) {
            result.r2 = "asleep";
        }
    }

    @Actor
    public void replier() {
        target.slot().replied("reply", target, null);
        system.leave();
    }

    @Arbiter
    public void look(ZL_Result result) {
        result.r1 = system.overslept();
    }
}
