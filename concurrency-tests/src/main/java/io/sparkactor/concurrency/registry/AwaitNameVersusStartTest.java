package io.sparkactor.concurrency.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorSpec;
import io.sparkactor.concurrency.cell.SteppedSystem;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * An actor starts while a thread begins to wait for its name.
 *
 * <p>The hole: the thread has seen a free name, or an actor that starts, and registers behind the look at those who wait for the
 * name. So it registers first and looks then, and the actor runs before it looks who waits.
 *
 * <p>Result: whether the actor was found, whether the thread sleeps for ever.
 */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the thread gets the actor")
@Outcome(expect = FORBIDDEN, desc = "the thread sleeps beside the actor that it waits for")
@State
public class AwaitNameVersusStartTest {

    private final SteppedSystem system = new SteppedSystem(1);
    private final ActorSpec<String> spec =
            ActorSpec.handling(String.class, (context, message) -> {}).named("service");

    @Actor
    public void creator() {
        system.meet();
        system.syndicate().createActor(spec);
        system.leave();
    }

    @Actor
    public void waiter(ZZ_Result result) {
        system.meet();
        try {
            system.syndicate().registry().await("service", String.class, Duration.ofDays(1));
            result.r1 = true;
        } catch (SteppedSystem.Asleep e) {
            result.r1 = false;
        }
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = system.overslept();
    }
}
