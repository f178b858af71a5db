package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DurableTimer;
import io.sparkactor.Message;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.MemoryTimerStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two actors of one name at once: the child of a parent that failed to start may still end when the next one of its name is there. That
 * one has the durable timers, whatever the older one does.
 */
@Timeout(60)
class DurableTimerNamesTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final ManualClock clock = ManualClock.create();
    private final MemoryTimerStore store = new MemoryTimerStore();
    private final DurableRun run = new DurableRun(clock.hooks(), store);
    private final Gate goOn = new Gate();
    private final Gate done = new Gate();

    @AfterEach
    void close() {
        goOn.open();
        run.close();
    }

    /** Fails to start when its child is in the middle of a message. */
    private final class FailingParent extends Actor<Object> {

        private final DurableRun.Act act;

        FailingParent(DurableRun.Act act) {
            this.act = act;
        }

        @Override
        protected void preStart() throws InterruptedException {
            var begun = new Gate();
            ActorRef<Object> child = createActor(run.spec("child"));
            DurableRun.Act late = context -> {
                begun.open();
                goOn.awaitStubbornly();
                Object result = act.in(context);
                done.open();
                return result;
            };
            child.tell(late);
            begun.await();
            throw new IllegalStateException("does not start");
        }

        @Override
        protected void process(Message<Object> message) {}
    }

    /** The child of a parent that is well, while an older one of its name is still to do something. */
    private ActorRef<Object> childBesideAnOlderOneThatDoes(DurableRun.Act act) {
        assertThatThrownBy(() -> run.syndicate.createActor(
                        ActorSpec.<Object>of(() -> new FailingParent(act)).named("parent")))
                .isInstanceOf(ActorCreationException.class);
        return childOf(run.syndicate.createActor(run.spec("parent")));
    }

    @SuppressWarnings("unchecked")
    private ActorRef<Object> childOf(ActorRef<Object> parent) {
        return DurableRun.ask(parent, ActorRef.class, context -> context.createActor(run.spec("child")));
    }

    private static void schedule(ActorRef<Object> actor, String id) {
        DurableRun.ask(actor, DurableTimer.class, context -> context.durableTimer(id, DAY, "of " + id));
    }

    private void expectTheLivingOneToHaveItsTimers(ActorRef<Object> child) throws InterruptedException {
        schedule(child, "before");
        goOn.open();
        done.await();
        schedule(child, "after");
        clock.advance(DAY);

        assertThat(run.fired.take(2)).extracting(Message::content).containsExactlyInAnyOrder("of before", "of after");
        Books.settled(run.syndicate);
        assertThat(run.fired.all()).isEmpty();
    }

    @Test
    void anOlderActorThatLooksForATimerLeavesThoseOfTheLivingOneAlone() throws Exception {
        var child = childBesideAnOlderOneThatDoes(
                context -> context.findDurableTimer("before").isPresent());

        expectTheLivingOneToHaveItsTimers(child);
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whatAnOlderActorSchedulesWaitsForTheNextStart() throws Exception {
        var child = childBesideAnOlderOneThatDoes(context -> context.durableTimer("late", Duration.ZERO, "late"));

        expectTheLivingOneToHaveItsTimers(child);
        assertThat(store.all()).extracting(TimerRow::id).containsExactly("late");
    }
}
