package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerHandle;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.testkit.TestProbe;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Timers of actors, on a clock that moves when the test says so. */
@Timeout(60)
class TimersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration NANO = Duration.ofNanos(1);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("timers", c -> c.hooks(clock.hooks()));
    private final TestProbe probe = TestProbe.in(syndicate);

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** What a timer actor is told to do. */
    private sealed interface Order {}

    private record After(Duration delay) implements Order {}

    private record Every(Duration initialDelay, Duration period) implements Order {}

    private record Cancel() implements Order {}

    private record Tick() implements Order {}

    private record Hold(Gate entered, Gate release) implements Order {}

    private record Fail() implements Order {}

    /** Keeps one timer and tells the probe of each tick. */
    private static final class Clockwork extends Actor<Order> {

        private final ActorRef<Object> probe;
        private TimerHandle timer;

        Clockwork(ActorRef<Object> probe) {
            this.probe = probe;
        }

        @Override
        protected void process(Message<Order> message) throws Exception {
            switch (message.content()) {
                case After(Duration delay) -> started(scheduleAfter(delay, new Tick()));
                case Every(Duration initial, Duration period) ->
                    started(context().scheduleEvery(initial, period, new Tick()));
                case Cancel() -> {
                    timer.close();
                    probe.tell(timer.isActive());
                }
                case Tick() -> probe.tell("tick");
                case Hold(Gate entered, Gate release) -> {
                    entered.open();
                    release.await();
                }
                case Fail() -> throw new IllegalStateException("broken");
            }
        }

        private void started(TimerHandle handle) {
            timer = handle;
            probe.tell(handle.isActive());
        }
    }

    @Test
    void aTickNeverComesEarlyAndComesAtItsMoment() {
        start(new After(SECOND));
        clock.advance(SECOND.minus(NANO));
        Books.settled(syndicate);
        probe.expectNoMessage(Duration.ZERO);

        clock.advance(NANO);
        probe.expectMessage("tick");
    }

    @Test
    void aDelayOfZeroTicksAtOnceButNotInsideTheHandler() {
        start(new After(Duration.ZERO));
        clock.advance(Duration.ZERO);

        probe.expectMessage("tick");
    }

    @Test
    void aTimerThatFiresOnceIsOverThen() {
        start(new After(SECOND));
        clock.advance(SECOND);
        probe.expectMessage("tick");
        clock.advance(Duration.ofDays(1));
        Books.settled(syndicate);

        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aRepeatedTimerTicksOnceInEachPeriod() {
        start(new Every(SECOND.multipliedBy(3), SECOND));
        clock.advance(SECOND.multipliedBy(3).minus(NANO));
        Books.settled(syndicate);
        probe.expectNoMessage(Duration.ZERO);
        clock.advance(NANO);
        probe.expectMessage("tick");
        for (int i = 0; i < 20; i++) {
            clock.advance(SECOND);
            probe.expectMessage("tick");
        }
        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aSlowActorSeesOneTickAndNoBurst() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = start(new Every(SECOND, SECOND));
        actor.tell(new Hold(entered, release));
        entered.await();
        for (int i = 0; i < 100; i++) {
            clock.advance(SECOND);
        }
        Books.settledWith(syndicate, 2);
        release.open();

        probe.expectMessage("tick");
        Books.settled(syndicate);
        probe.expectNoMessage(Duration.ZERO);
        clock.advance(SECOND);
        probe.expectMessage("tick");
    }

    @Test
    void anActorThatComesBackLateFindsTheBeatWhereItWas() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = start(new Every(SECOND, SECOND));
        actor.tell(new Hold(entered, release));
        entered.await();
        clock.advance(SECOND.multipliedBy(10).plusMillis(500));
        Books.settledWith(syndicate, 2);
        release.open();
        probe.expectMessage("tick");

        clock.advance(Duration.ofMillis(499));
        Books.settled(syndicate);
        probe.expectNoMessage(Duration.ZERO);
        clock.advance(Duration.ofMillis(1));
        probe.expectMessage("tick");
    }

    @Test
    void aCancelledTimerDoesNotTick() {
        var actor = start(new Every(SECOND, SECOND));
        actor.tell(new Cancel());
        probe.expectMessage(false);
        clock.advance(Duration.ofDays(1));
        Books.settled(syndicate);

        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void aCancelWithdrawsATickThatIsQueued() throws Exception {
        for (Order order : new Order[] {new After(SECOND), new Every(SECOND, SECOND)}) {
            var entered = new Gate();
            var release = new Gate();
            var actor = start(order);
            actor.tell(new Hold(entered, release));
            entered.await();
            actor.tell(new Cancel());
            clock.advance(SECOND);
            Books.settledWith(syndicate, 3); // the handler, the cancel and the tick behind it
            release.open();

            probe.expectMessage(false);
            Books.settled(syndicate);
            probe.expectNoMessage(Duration.ZERO);
        }
    }

    @Test
    void timersEndWithTheirActor() {
        var actor = start(new Every(SECOND, SECOND));
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, SECOND)).isTrue();
        clock.advance(Duration.ofDays(1));

        probe.expectNoMessage(Duration.ZERO);
        assertThat(syndicate.ledger().balanced()).isTrue();
    }

    @Test
    void timersEndWhenTheirActorFails() {
        var actor = start(new Every(SECOND, SECOND));
        actor.tell(new Fail());
        assertThat(syndicate.awaitStop(actor, SECOND)).isTrue();
        clock.advance(Duration.ofDays(1));

        probe.expectNoMessage(Duration.ZERO);
    }

    @Test
    void timersOfDifferentDelaysTickInTheOrderOfTheirMoments() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() == 0) {
                for (int i = 10; i >= 1; i--) {
                    context.scheduleAfter(SECOND.multipliedBy(i), i);
                }
                probe.ref().tell("scheduled");
            } else {
                probe.ref().tell(message.content());
            }
        });
        actor.tell(0);
        probe.expectMessage("scheduled");
        clock.advance(SECOND.multipliedBy(10));

        for (int i = 1; i <= 10; i++) {
            probe.expectMessage(i);
        }
    }

    @Test
    void anAskTimesOutWhenTheClockSaysSo() throws Exception {
        var silent = syndicate.createActor(String.class, (context, message) -> {});
        var outcomes = new Mail<Throwable>();
        var asking = new Gate();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            asking.open();
            try {
                silent.ask("well?", String.class, Duration.ofHours(1));
            } catch (AskTimeoutException e) {
                outcomes.put(e);
            }
        });
        asker.tell("ask it");
        asking.await();
        Await.until("the question", () -> syndicate.ledger().processed() == 1); // so that it has its deadline
        clock.advance(Duration.ofMinutes(59));
        assertThat(outcomes.all()).isEmpty();
        clock.advance(Duration.ofMinutes(1));

        assertThat(outcomes.take()).hasMessageContaining(silent.path());
    }

    private ActorRef<Order> start(Order order) {
        ActorRef<Order> actor = syndicate.createActor(() -> new Clockwork(probe.ref()));
        actor.tell(order);
        probe.expectMessage(true);
        Books.settled(syndicate);
        return actor;
    }
}
