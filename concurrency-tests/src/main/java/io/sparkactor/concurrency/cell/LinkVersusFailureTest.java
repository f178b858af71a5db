package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ExitReason;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * An actor links itself with another that stops for a failure just now.
 *
 * <p>The hole: as with a monitor, the link is made behind the last look of the one that stops.
 *
 * <p>Result: whether the two have stopped.
 */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "both have stopped")
@Outcome(expect = FORBIDDEN, desc = "the one that linked itself lives on")
@State
public class LinkVersusFailureTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> failing = system.actor(String.class, (context, message) -> {});
    private final ActorCell<String> linker = system.actor(String.class, (context, message) -> context.link(failing));
    private final @Nullable Turn turnOfFailing;
    private final @Nullable Turn turnOfLinker;

    public LinkVersusFailureTest() {
        failing.stop(new ExitReason.Failed(Failure.INSTANCE));
        turnOfFailing = system.take();
        linker.tell("link");
        turnOfLinker = system.take();
    }

    @Actor
    public void failing() {
        system.meet();
        system.run(turnOfFailing);
    }

    @Actor
    public void linker() {
        system.meet();
        system.run(turnOfLinker);
    }

    @Arbiter
    public void rest(ZZ_Result result) {
        system.runAll();
        result.r1 = failing.isStopped();
        result.r2 = linker.isStopped();
    }
}
