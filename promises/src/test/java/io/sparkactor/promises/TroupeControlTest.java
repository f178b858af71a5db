package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Execution;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.Routing;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeSettings;
import io.sparkactor.troupe.TroupeStatus;
import io.sparkactor.troupe.UpdateTroupeSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The size of a troupe: what it keeps, dismisses, and makes of new settings. */
@Timeout(60)
class TroupeControlTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("control");
    private final Mail<String> begun = new Mail<>();
    private final Mail<ActorRef<String>> workers = new Mail<>();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<String> troupe(UnaryOperator<TroupeSettings<String>> settings) {
        return syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    begun.put(message.content());
                    workers.put(context.self());
                    if (message.content().startsWith("wait")) {
                        gate.awaitStubbornly();
                    }
                    message.reply("done");
                }),
                settings));
    }

    private TroupeStatus status(ActorRef<String> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    private TroupeStatus update(ActorRef<String> troupe, UpdateTroupeSettings settings) {
        return Troupe.control(troupe).ask(settings, LONG);
    }

    @Test
    void theDefaultsAreThoseOfTheOriginal() {
        var status = status(troupe(s -> s));

        assertThat(status)
                .isEqualTo(new TroupeStatus(10, 2, Execution.IN_PROCESS, 0, 0, 0, Integer.MAX_VALUE, 3, 0, 0, 0, 0));
    }

    @Test
    void workersBeyondThoseThatAreKeptAreDismissedAfterTheDelay() throws Exception {
        var clock = ManualClock.create();
        try (var timed = Syndicate.open("timed", c -> c.hooks(clock.hooks()))) {
            var troupe = timed.createActor(Troupe.of(
                    ActorSpec.handling(String.class, (context, message) -> {
                        begun.put(message.content());
                        gate.awaitStubbornly();
                    }),
                    s -> s.max(5).idle(2)));
            for (int i = 0; i < 5; i++) {
                troupe.tell("wait");
            }
            begun.take(5);
            gate.open();
            Await.until("all are idle", () -> status(troupe).idleWorkers() == 5);
            clock.advance(Duration.ofMillis(1_900));
            assertThat(status(troupe).workers()).isEqualTo(5);
            clock.advance(Duration.ofMillis(200));
            Await.until("three are dismissed", () -> status(troupe).workers() == 2);
            clock.advance(Duration.ofHours(1));
            assertThat(status(troupe).idleWorkers()).isEqualTo(2);
        }
    }

    @Test
    void anIdleWorkerIsTakenBeforeAnotherIsMade() throws Exception {
        var troupe = troupe(s -> s.max(5).idle(0).dismissAfter(Duration.ofHours(1)));
        for (int i = 0; i < 20; i++) {
            assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
            Await.until("it is idle", () -> status(troupe).idleWorkers() == 1);
        }
        assertThat(workers.take(20).stream().distinct()).hasSize(1); // though it was always about to be dismissed
    }

    private static Stream<Routing<String>> routings() {
        return Stream.of(Routing.firstIdle(), Routing.roundRobin(), Routing.leastBusy());
    }

    @ParameterizedTest
    @MethodSource("routings")
    void growingBeginsWhatWaits(Routing<String> routing) throws Exception {
        var troupe = troupe(s -> s.max(1).routing(routing));
        for (int i = 0; i < 4; i++) {
            troupe.tell("wait");
        }
        begun.take();
        Await.until("three wait", () -> status(troupe).pending() == 3);

        assertThat(update(troupe, new UpdateTroupeSettings().max(3)))
                .extracting(TroupeStatus::max, TroupeStatus::workers, TroupeStatus::pending)
                .containsExactly(3, 3, 1);
        begun.take(2);
    }

    @Test
    void shrinkingStopsWorkersWithoutAJobAtOnceAndOthersWhenTheirJobIsDone() throws Exception {
        var troupe = troupe(s -> s.max(4).idle(4));
        var asks = List.of(
                troupe.askAsync("wait 1", String.class, LONG),
                troupe.askAsync("wait 2", String.class, LONG),
                troupe.askAsync("3", String.class, LONG),
                troupe.askAsync("4", String.class, LONG));
        begun.take(4);
        Await.until(
                "others are idle",
                () -> asks.get(2).isDone()
                        && asks.get(3).isDone()
                        && status(troupe).idleWorkers() > 0);

        assertThat(update(troupe, new UpdateTroupeSettings().max(1)))
                .extracting(TroupeStatus::max, TroupeStatus::workers, TroupeStatus::idleWorkers)
                .containsExactly(1, 2, 0);
        gate.open();
        assertThat(asks).allSatisfy(ask -> assertThat(ask.join()).isEqualTo("done"));
        Await.until("one is left", () -> status(troupe).workers() == 1);
        assertThat(troupe.ask("last", String.class, LONG)).isEqualTo("done");
    }

    @Test
    void otherSettingsTakeEffectToo() throws Exception {
        var troupe = troupe(s -> s.max(1));
        troupe.tell("wait");
        begun.take();
        var status = update(
                troupe,
                new UpdateTroupeSettings()
                        .maxPending(0)
                        .attempts(7)
                        .idle(0)
                        .dismissAfter(Duration.ZERO)
                        .jobTimeout(LONG));
        assertThat(status)
                .extracting(TroupeStatus::maxPending, TroupeStatus::attempts, TroupeStatus::idle)
                .containsExactly(0, 7, 0);
        troupe.tell("refused");
        Await.until("it is refused", () -> status(troupe).refusedJobs() == 1);
        gate.open();

        Await.until("no worker is kept", () -> status(troupe).workers() == 0);
    }

    @Test
    void aControlThatComesWithTheTroupeIsThereAtOnce() {
        for (int i = 0; i < 100; i++) {
            assertThat(status(troupe(s -> s)).workers()).isZero();
        }
    }

    @Test
    void processesForWorkersOfASupplierAreRefusedAndChangeNothing() {
        var troupe = troupe(s -> s.max(1));

        assertThatThrownBy(
                        () -> update(troupe, new UpdateTroupeSettings().max(5).execution(Execution.PROCESS)))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("come from a supplier");
        assertThat(status(troupe))
                .extracting(TroupeStatus::max, TroupeStatus::execution)
                .containsExactly(1, Execution.IN_PROCESS);
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
    }

    @Test
    void badSettingsAreRefusedWhereTheyAreGiven() {
        List<UnaryOperator<TroupeSettings<String>>> bad = List.of(
                s -> s.max(0),
                s -> s.idle(-1),
                s -> s.maxPending(-1),
                s -> s.attempts(0),
                s -> s.dismissAfter(Duration.ofNanos(-1)),
                s -> s.jobTimeout(Duration.ZERO));
        assertThat(bad)
                .allSatisfy(settings -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> Troupe.of(ActorSpec.handling(String.class, (c, m) -> {}), settings))
                        .withMessageContaining("of a troupe must")
                        .withMessageContaining("but is"));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdateTroupeSettings().max(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new UpdateTroupeSettings().jobTimeout(Duration.ZERO));
        assertThat(Routing.<String>firstIdle()).isEqualTo(new Routing.FirstIdle<String>());
    }
}
