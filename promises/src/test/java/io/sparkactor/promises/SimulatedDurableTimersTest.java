package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.DurableTimer;
import io.sparkactor.Message;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.TimerStoreException;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.testkit.MemoryTimerStore;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Durable timers where schedules, replacements, cancels, failures, stops, restarts and crashes of the program meet, in the orders that the
 * seeds bring up: none is lost, none fires once its cancel has returned or it was replaced, and none is handled twice in one run.
 */
@Timeout(300)
class SimulatedDurableTimersTest {

    private static final int SEEDS = 200;
    private static final int STEPS = 12;
    private static final int USERS = 2;
    private static final Duration LONG = Duration.ofDays(1);
    private static final List<String> IDS = List.of("a", "b", "c");

    /** What a clerk is told to do; all other messages are those of timers. */
    private enum Order {
        SCHEDULE,
        CANCEL,
        FAIL
    }

    /** A world with one program at a time. */
    private static final class World {

        private final Simulation simulation;
        private final TimerHistory history = new TimerHistory();

        /** Those that users may cancel by. */
        private final List<DurableTimer> handles = new ArrayList<>();

        private final Map<DurableTimer, Integer> numbers = new HashMap<>();
        private Program program;

        World(Simulation simulation) {
            this.simulation = simulation;
        }

        void use(int steps) {
            for (int i = 0; i < steps; i++) {
                simulation.sleep(Duration.ofMillis(simulation.random().nextInt(8)));
                ActorRef<Object> clerk = program.clerk;
                switch (simulation.random().nextInt(10)) {
                    case 0 -> program.stopClerk();
                    case 1 -> tell(clerk, Order.FAIL);
                    case 2 -> tell(clerk, Order.CANCEL);
                    case 3, 4 -> cancelByHandle();
                    default -> tell(clerk, Order.SCHEDULE);
                }
            }
        }

        private static void tell(ActorRef<Object> clerk, Order order) {
            if (clerk != null) {
                clerk.tell(order);
            }
        }

        private void cancelByHandle() {
            if (!handles.isEmpty()) {
                cancel(handles.get(simulation.random().nextInt(handles.size())));
            }
        }

        private void cancel(DurableTimer timer) {
            int number = numbers.get(timer);
            history.cancelling(number);
            try {
                boolean unused = timer.cancel();
                history.cancelled(number);
            } catch (TimerStoreException e) {
                simulation.note("a cancel fails");
            }
        }

        void crash(boolean powerCut, int failures) {
            Program before = program;
            handles.clear(); // they are of the program that has ended
            Program unused = new Program(this, before.store.next(powerCut, failures));
            before.close();
        }
    }

    /** One run of the program: while it is the present one, there is a clerk, or there will be one soon. */
    private static final class Program {

        private final World world;
        private final PausingStore store;
        private final Syndicate syndicate;
        private final Set<Integer> handled = new HashSet<>();

        /** Each fails once, so that one more try is enough. */
        private final Set<Integer> failed = new HashSet<>();

        private ActorRef<Object> clerk;

        Program(World world, PausingStore store) {
            this.world = world;
            this.store = store;
            syndicate = world.simulation.open(
                    "program", c -> c.durableTimers(store, CborCodec.builder().build()));
            world.program = this; // before anything of it runs
            world.simulation.start("keeper", this::keepAClerk);
        }

        boolean isPresent() {
            return world.program == this;
        }

        private void keepAClerk() {
            while (!syndicate.isClosed()) {
                try {
                    clerk = syndicate.createActor(ActorSpec.of(() -> new Clerk(this))
                            .named("clerk")
                            .supervision(
                                    world.simulation.random().nextBoolean()
                                            ? Supervision.restart()
                                                    .backoff(Backoff.none())
                                                    .retries(1)
                                            : Supervision.stop()));
                    boolean unused = syndicate.awaitStop(clerk, LONG);
                } catch (ActorCreationException e) {
                    world.simulation.sleep(Duration.ofMillis(1)); // the store has failed
                } catch (SyndicateClosedException e) {
                    return;
                }
            }
        }

        void stopClerk() {
            if (clerk != null) {
                syndicate.stop(clerk);
            }
        }

        void close() {
            syndicate.close(Duration.ZERO);
        }
    }

    private static final class Clerk extends Actor<Object> {

        private final Program program;
        private final World world;

        Clerk(Program program) {
            this.program = program;
            this.world = program.world;
        }

        @Override
        protected void process(Message<Object> message) {
            if (!program.isPresent()) {
                return; // the program has ended, only the simulation goes on with it
            }
            switch (message.content()) {
                case Order.SCHEDULE ->
                    schedule(IDS.get(world.simulation.random().nextInt(IDS.size())));
                case Order.CANCEL ->
                    findDurableTimer(IDS.get(world.simulation.random().nextInt(IDS.size())))
                            .ifPresent(this::cancel);
                case Order.FAIL -> throw new IllegalStateException("told to fail");
                default -> handle((int) message.content());
            }
        }

        private void schedule(String id) {
            int number = world.history.scheduling(id);
            DurableTimer timer;
            try {
                timer = durableTimer(
                        id, Duration.ofMillis(world.simulation.random().nextInt(30)), number);
            } catch (TimerStoreException e) {
                if (program.isPresent()) {
                    world.history.notScheduled(number);
                }
                return;
            }
            if (program.isPresent()) {
                world.history.scheduled(number);
                world.numbers.put(timer, number);
                world.handles.add(timer);
            }
        }

        private void cancel(DurableTimer timer) {
            if (world.numbers.containsKey(timer)) { // else it is of an earlier life, which the users' handles are for
                world.cancel(timer);
            }
        }

        private void handle(int number) {
            world.history.fires(number);
            int luck = world.simulation.random().nextInt(6);
            if (luck == 0) {
                world.simulation.sleep(Duration.ofMillis(3));
            } else if (luck == 1 && program.failed.add(number)) {
                throw new IllegalStateException("unlucky");
            }
            if (program.isPresent()) {
                world.history.handled(number);
                boolean isFirst = program.handled.add(number);
                assertThat(isFirst || program.store.fails())
                        .as("%s is handled once in a run", number)
                        .isTrue();
            }
        }
    }

    @Test
    void noneIsLostAndNoneFiresThatShouldNotWithoutACrash() {
        explore(0, false, 0);
    }

    @Test
    void noneIsLostAndNoneFiresThatShouldNotOverACrash() {
        explore(1, false, 0);
    }

    @Test
    void noneIsLostAndNoneFiresThatShouldNotOverPowerCuts() {
        explore(2, true, 0);
    }

    @Test
    void aStoreThatFailsLosesNoneAndInventsNone() {
        explore(0, false, 10);
    }

    @Test
    void aStoreThatFailsLosesNoneAndInventsNoneOverACrash() {
        explore(1, false, 10);
    }

    private static void explore(int crashes, boolean powerCut, int failures) {
        Simulation.explore(SEEDS, simulation -> {
            World world = new World(simulation);
            Program unused = new Program(world, new PausingStore(simulation, new MemoryTimerStore(), failures));
            List<Thread> users = IntStream.range(0, USERS)
                    .mapToObj(user -> simulation.start("user-" + user, () -> world.use(STEPS)))
                    .toList();
            for (int i = 0; i < crashes; i++) {
                simulation.sleep(Duration.ofMillis(simulation.random().nextInt(60)));
                world.crash(powerCut, failures);
            }
            users.forEach(simulation::join);
            world.crash(powerCut, 0); // so that what a failing store could not settle is, and all fires
            simulation.sleep(Duration.ofSeconds(1));
            world.history.checkAllHaveFired();
        });
    }
}
