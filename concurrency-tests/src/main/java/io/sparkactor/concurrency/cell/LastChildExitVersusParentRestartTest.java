package io.sparkactor.concurrency.cell;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.spi.Turn;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The last child stops by itself while its parent begins to restart.
 *
 * <p>The hole: the parent has begun, finds the child in its list, and waits for it; the child has looked at the parent before, and
 * leaves without a word.
 *
 * <p>Result: how many messages the new instance of the parent has handled.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the parent has restarted")
@Outcome(expect = FORBIDDEN, desc = "the parent waits for ever")
@State
public class LastChildExitVersusParentRestartTest {

    private final SteppedSystem system = new SteppedSystem(0);
    private final AtomicReference<ActorRef<String>> child = new AtomicReference<>();
    private final AtomicInteger handled = new AtomicInteger();
    private final ActorCell<String> parent = SteppedSystem.cell(system.syndicate()
            .createActor(ActorSpec.handling(String.class, (context, message) -> {
                        switch (message.content()) {
                            case "create" -> child.set(context.createActor(String.class, (inner, order) -> {}));
                            case "fail" -> throw Failure.INSTANCE;
                            default -> handled.incrementAndGet();
                        }
                    })
                    .supervision(Supervision.restart().backoff(Backoff.none()).limit(RestartLimit.none()))));
    private final @Nullable Turn turnOfChild;
    private final @Nullable Turn turnOfParent;

    public LastChildExitVersusParentRestartTest() {
        parent.tell("create");
        system.runAll();
        SteppedSystem.cell(child.get()).requestStop();
        turnOfChild = system.take();
        parent.tell("fail");
        parent.tell("handle");
        turnOfParent = system.take();
    }

    @Actor
    public void child() {
        system.meet();
        system.run(turnOfChild);
    }

    @Actor
    public void parent() {
        system.meet();
        system.run(turnOfParent);
    }

    @Arbiter
    public void rest(I_Result result) {
        system.runAll();
        result.r1 = handled.get();
    }
}
