package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorRef;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * An actor begins to monitor another that stops just now.
 *
 * <p>The hole: the one that stops has taken its list of watchers, and the other, which has seen it alive, adds itself behind. Nobody
 * tells it any more.
 *
 * <p>Result: how often the watcher is told.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "told once")
@Outcome(expect = FORBIDDEN, desc = "never told, or twice")
@State
public class MonitorVersusStopTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final AtomicInteger exits = new AtomicInteger();
    private final ActorCell<String> target = system.actor(String.class, (context, message) -> {});
    private final ActorRef<ActorRef<?>> watcher = system.syndicate().createActor(() -> new Watching(exits));
    private final @Nullable Turn turnOfTarget;
    private final @Nullable Turn turnOfWatcher;

    public MonitorVersusStopTest() {
        target.requestStop();
        turnOfTarget = system.take();
        watcher.tell(target);
        turnOfWatcher = system.take();
    }

    @Actor
    public void target() {
        system.meet();
        system.run(turnOfTarget);
    }

    @Actor
    public void watcher() {
        system.meet();
        system.run(turnOfWatcher);
    }

    @Arbiter
    public void rest(I_Result result) {
        system.runAll();
        result.r1 = exits.get();
    }
}
