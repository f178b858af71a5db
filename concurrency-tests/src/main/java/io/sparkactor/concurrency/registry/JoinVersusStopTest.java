package io.sparkactor.concurrency.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.Topic;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.ActorCell;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An actor stops while another thread makes it a member of a topic.
 *
 * <p>The hole: the thread has seen an actor that runs, and makes it a member behind its look at the topics that it has to leave. It
 * would stay a member for ever.
 *
 * <p>Result: whether it was made a member, how many members there are at the end.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "it joined, and left when it stopped")
@Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "it was seen to stop")
@Outcome(expect = FORBIDDEN, desc = "a stopped actor stays a member")
@State
public class JoinVersusStopTest {

    private static final Topic<String> NEWS = new Topic<>("news", String.class);

    private final SteppedSystem system = new SteppedSystem(0);
    private final ActorCell<String> cell = system.actor(String.class, (context, message) -> {});

    public JoinVersusStopTest() {
        cell.requestStop();
    }

    @Actor
    public void turn() {
        system.meet();
        system.runOne();
    }

    @Actor
    public void joiner(ZI_Result result) {
        system.meet();
        result.r1 = system.syndicate().registry().join(NEWS, cell);
    }

    @Arbiter
    public void rest(ZI_Result result) {
        result.r2 = system.syndicate().registry().members(NEWS).size();
    }
}
