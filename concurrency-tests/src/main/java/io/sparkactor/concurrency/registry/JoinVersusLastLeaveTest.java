package io.sparkactor.concurrency.registry;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.sparkactor.Topic;
import io.sparkactor.internal.topics.Member;
import io.sparkactor.internal.topics.Memberships;
import io.sparkactor.internal.topics.TopicTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The last member of a topic leaves while another one joins.
 *
 * <p>The hole: who leaves has seen a topic without members and takes it out of the table, with the one that has joined meanwhile.
 *
 * <p>Result: how many members there are at the end.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "the one that joined")
@Outcome(expect = FORBIDDEN, desc = "it was taken out with the topic, or the other one has stayed")
@State
public class JoinVersusLastLeaveTest {

    private static final Topic<String> NEWS = new Topic<>("news", String.class);

    private final TopicTable table = new TopicTable();
    private final Member leaving = new Reader();
    private final Member joining = new Reader();

    /** A receiver that never ends. */
    private static final class Reader implements Member {

        private final Memberships memberships = new Memberships();

        @Override
        public Memberships memberships() {
            return memberships;
        }

        @Override
        public boolean hasEnded() {
            return false;
        }

        @Override
        public Class<?> accepted() {
            return String.class;
        }
    }

    public JoinVersusLastLeaveTest() {
        table.join(NEWS, leaving);
    }

    @Actor
    public void leaver() {
        table.leave(NEWS, leaving);
    }

    @Actor
    public void joiner() {
        table.join(NEWS, joining);
    }

    @Arbiter
    public void rest(I_Result result) {
        result.r1 = table.members(NEWS).size();
    }
}
