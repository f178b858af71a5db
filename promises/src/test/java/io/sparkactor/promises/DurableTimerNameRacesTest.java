package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.MemoryTimerStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two actors of one name, of which the older is in the middle of a call of the store when the newer one takes the name: what comes of that
 * call does not fire in the older one.
 */
@Timeout(60)
class DurableTimerNameRacesTest {

    private static final String KEY = "parent/child/grand";

    private final ManualClock clock = ManualClock.create();
    private final MemoryTimerStore store = new MemoryTimerStore();
    private final HeldStore held = new HeldStore();
    private final DurableRun run = new DurableRun(clock.hooks(), held);

    /** The call of the store for the older actor has begun, and may return. */
    private final Gate inStore = new Gate();

    private final Gate goOn = new Gate();

    /** The older actor has done all that it does, and may be stopped. */
    private final Gate done = new Gate();

    private final Gate stop = new Gate();

    @AfterEach
    void close() {
        goOn.open();
        stop.open();
        run.close();
    }

    /** Holds the first call that a test names: what it reads was there before, what it writes comes later. */
    private final class HeldStore implements TimerStore {

        private final AtomicBoolean holdsRows = new AtomicBoolean();
        private final AtomicBoolean holdsPut = new AtomicBoolean();

        private void hold(AtomicBoolean wanted) {
            if (wanted.compareAndSet(true, false)) {
                inStore.open();
                goOn.awaitStubbornly();
            }
        }

        @Override
        public List<TimerRow> rows(String owner) {
            List<TimerRow> rows = store.rows(owner);
            if (owner.equals(KEY)) {
                hold(holdsRows);
            }
            return rows;
        }

        @Override
        public void put(TimerRow row) {
            hold(holdsPut);
            store.put(row);
        }

        @Override
        public boolean remove(TimerRow row) {
            return store.remove(row);
        }

        @Override
        public boolean done(TimerRow row, @Nullable TimerRow next) {
            return store.done(row, next);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** Fails to start when what its child does has come to the store. */
    private final class FailingParent extends Actor<Object> {

        private final DurableRun.Act act;

        FailingParent(DurableRun.Act act) {
            this.act = act;
        }

        @Override
        protected void preStart() throws InterruptedException {
            createActor(run.spec("child")).tell(act);
            inStore.await();
            throw new IllegalStateException("does not start");
        }

        @Override
        protected void process(Message<Object> message) {}
    }

    /** The living actor of the name, made while an older one is in the store: its parent's act goes on, so it is not stopped yet. */
    private ActorRef<Object> livingBesideTheOlderOneOf(DurableRun.Act act) {
        assertThatThrownBy(() -> run.syndicate.createActor(
                        ActorSpec.<Object>of(() -> new FailingParent(act)).named("parent")))
                .isInstanceOf(ActorCreationException.class);
        ActorRef<Object> parent = run.syndicate.createActor(run.spec("parent"));
        return childOf(childOf(parent, "child"), "grand");
    }

    @SuppressWarnings("unchecked")
    private ActorRef<Object> childOf(ActorRef<Object> parent, String name) {
        return DurableRun.ask(parent, ActorRef.class, context -> context.createActor(run.spec(name)));
    }

    /** Waits, not in the framework, until an actor has handled all that is before this. */
    private static void handled(ActorRef<Object> actor) {
        var handled = new Gate();
        DurableRun.Act act = _ -> {
            handled.open();
            return true;
        };
        actor.tell(act);
        handled.awaitStubbornly();
    }

    @Test
    void whatAnOlderActorFindsAtItsStartDoesNotFireThere() throws Exception {
        byte[] payload = CborCodec.builder().build().encode("left");
        store.put(new TimerRow(KEY, "left", 1, clock.hooks().now(), Duration.ZERO, payload));
        held.holdsRows.set(true);
        var handling = new Gate();
        run.handling = message -> {
            if (!handling.isOpen()) {
                handling.open();
                stop.awaitStubbornly(); // the row stays as long
            }
        };
        livingBesideTheOlderOneOf(context -> {
            handled(context.createActor(run.spec("grand")));
            done.open();
            stop.awaitStubbornly();
            return true;
        });
        handling.await();
        goOn.open();
        done.await();
        stop.open();

        assertThat(run.fired.take().content()).isEqualTo("left");
        Books.settled(run.syndicate);
        assertThat(run.fired.all()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void whatAnOlderActorIsSchedulingDoesNotFireThere() throws Exception {
        held.holdsPut.set(true);
        DurableRun.Act late = context -> context.durableTimer("late", Duration.ZERO, "late");
        ActorRef<Object> living = livingBesideTheOlderOneOf(context -> {
            ActorRef<Object> older = context.createActor(run.spec("grand"));
            older.tell(late);
            handled(older);
            clock.advance(Duration.ofSeconds(1));
            handled(older);
            done.open();
            stop.awaitStubbornly();
            return true;
        });
        boolean found = DurableRun.ask(
                living,
                Boolean.class,
                context -> context.findDurableTimer("late").isPresent());
        assertThat(found).isFalse();
        goOn.open();
        done.await();
        stop.open();

        Books.settled(run.syndicate);
        assertThat(run.fired.all()).isEmpty();
        assertThat(store.all()).extracting(TimerRow::id).containsExactly("late");
    }
}
