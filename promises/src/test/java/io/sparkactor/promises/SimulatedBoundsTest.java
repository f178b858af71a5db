package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Ledger;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * P1 and P2 for mailboxes with a bound: threads and actors send to an actor that is slow and stashes as the seed says. At no moment has
 * it more than its bound, who waits for a place waits as long as it should, and afterwards all places are free again.
 */
@Timeout(120)
class SimulatedBoundsTest {

    private static final int SEEDS = 200;
    private static final int BOUND = 3;
    private static final int SENDERS = 4;
    private static final int EACH = 8;
    private static final Duration PATIENCE = Duration.ofMillis(4);

    static List<Overflow> overflows() {
        return List.of(Overflow.REJECT, Overflow.DROP_NEWEST, Overflow.DROP_OLDEST, Overflow.block(PATIENCE));
    }

    private record Parcel(int sender, int number) {}

    /** Handles at once or slowly, or puts aside for once. */
    private static final class Porter extends Actor<Parcel> {

        private final Simulation simulation;
        private final List<Parcel> handled;
        private final List<Parcel> aside = new ArrayList<>();

        Porter(Simulation simulation, List<Parcel> handled) {
            this.simulation = simulation;
            this.handled = handled;
        }

        @Override
        protected void process(Message<Parcel> message) {
            Parcel parcel = message.content();
            checkBound(syndicate());
            switch (simulation.random().nextInt(4)) {
                case 0 -> simulation.sleep(Duration.ofMillis(simulation.random().nextInt(4)));
                case 1 -> {
                    if (aside.size() < BOUND - 1 && !aside.contains(parcel)) {
                        aside.add(parcel);
                        stash();
                        return;
                    }
                }
                default -> {}
            }
            handled.add(parcel);
            if (!aside.isEmpty() && simulation.random().nextBoolean()) {
                unstashAll();
            }
        }

        private Syndicate syndicate() {
            return context().syndicate();
        }
    }

    private static void checkBound(Syndicate syndicate) {
        assertThat(syndicate.diagnostics().actors())
                .filteredOn(actor -> actor.name().equals("porter"))
                .allSatisfy(porter ->
                        assertThat(porter.queued()).as("messages of the porter").isLessThanOrEqualTo(BOUND));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void aBoundIsNeverExceededAndNoPlaceIsLost(Overflow overflow) {
        Simulation.explore(SEEDS, simulation -> deliver(simulation, overflow));
    }

    private static void deliver(Simulation simulation, Overflow overflow) {
        Syndicate syndicate = simulation.open("bounds");
        List<Parcel> handled = new ArrayList<>();
        List<Parcel> refused = new ArrayList<>();
        ActorRef<Parcel> porter = syndicate.createActor(ActorSpec.of(() -> new Porter(simulation, handled))
                .named("porter")
                .mailbox(Mailbox.bounded(BOUND).overflow(overflow)));
        List<ActorRef<Parcel>> agents = IntStream.range(0, 2)
                .mapToObj(_ -> syndicate.createActor(
                        Parcel.class,
                        (context, message) ->
                                send(simulation, syndicate, porter, message.content(), refused, overflow)))
                .toList();
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> simulation.start("sender-" + sender, () -> {
                    for (int i = 0; i < EACH; i++) {
                        Parcel parcel = new Parcel(sender, i);
                        if (sender < agents.size()) {
                            agents.get(sender).tell(parcel);
                        } else {
                            send(simulation, syndicate, porter, parcel, refused, overflow);
                        }
                        simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
                    }
                }))
                .toList();
        senders.forEach(simulation::join);
        simulation.sleep(Duration.ofSeconds(1));
        checkBound(syndicate);
        Ledger ledger = syndicate.close(Duration.ofDays(1)).ledger();

        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
        List<Object> dead =
                syndicate.deadLetters().stream().map(DeadLetter::content).toList();
        assertThat(dead).as("dead letters").containsAll(refused);
        assertThat(Stream.concat(handled.stream(), dead.stream()))
                .as("the ends of all parcels")
                .hasSize(SENDERS * EACH)
                .doesNotHaveDuplicates();
    }

    private static void send(
            Simulation simulation,
            Syndicate syndicate,
            ActorRef<Parcel> porter,
            Parcel parcel,
            List<Parcel> refused,
            Overflow overflow) {
        Duration begun = simulation.elapsed();
        Delivery delivery = porter.tell(parcel);
        Duration took = simulation.elapsed().minus(begun);
        checkBound(syndicate);
        boolean waits = overflow instanceof Overflow.Block;
        if (delivery instanceof Delivery.Refused(DeadLetterReason reason)) {
            assertThat(reason).isEqualTo(DeadLetterReason.OVERFLOW);
            assertThat(overflow).isInstanceOfAny(Overflow.Reject.class, Overflow.Block.class);
            assertThat(took).as("time until the refusal").isEqualTo(waits ? PATIENCE : Duration.ZERO);
            refused.add(parcel);
        } else {
            assertThat(took).as("time until a place was free").isLessThanOrEqualTo(waits ? PATIENCE : Duration.ZERO);
        }
    }
}
