package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.CloseReport;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: how long a restart waits, how often it may happen, and what goes on meanwhile. Time is moved by hand. */
@Timeout(60)
class P4BackoffTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    private static final Backoff DOUBLING = new Backoff(SECOND, Duration.ofSeconds(4), 0);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("p4-backoff", c -> c.hooks(clock.hooks()));
    private final Mail<String> starts = new Mail<>();
    private final Mail<String> ends = new Mail<>();
    private final AtomicInteger instances = new AtomicInteger();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private final class Failing extends Actor<String> {

        private final int instance = instances.getAndIncrement();

        @Override
        protected void preStart() {
            starts.put("start " + instance);
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            if (message.content().equals("fail")) {
                throw new IOException("no");
            }
            message.reply(message.content() + " " + instance);
        }

        @Override
        protected void postStop() {
            ends.put("end " + instance);
        }
    }

    private ActorRef<String> failing(Supervision supervision) throws InterruptedException {
        var actor = syndicate.createActor(ActorSpec.of(Failing::new).supervision(supervision));
        assertThat(starts.take()).isEqualTo("start 0");
        return actor;
    }

    private void failAndAwaitEnd(ActorRef<String> actor, int instance) throws InterruptedException {
        actor.tell("fail");
        assertThat(ends.take()).isEqualTo("end " + instance);
        // The message leaves the mailbox behind all that its failure brings about, so the back-off has begun.
        Books.settled(syndicate);
    }

    @Test
    void theWaitDoublesUpToTheLongest() throws Exception {
        var actor = failing(Supervision.restart()
                .backoff(DOUBLING)
                .limit(RestartLimit.none().restarts(), Duration.ofDays(1)));
        int instance = 0;
        for (int seconds : new int[] {1, 2, 4, 4}) {
            failAndAwaitEnd(actor, instance);
            clock.advance(Duration.ofSeconds(seconds).minus(MILLI));
            assertThat(starts.all()).isEmpty();
            clock.advance(MILLI);
            instance++;
            assertThat(starts.take()).isEqualTo("start " + instance);
        }
    }

    @Test
    void theWaitIsShortAgainWhenTheRestartsHaveBecomeOld() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING).limit(5, Duration.ofMinutes(1)));
        failAndAwaitEnd(actor, 0);
        clock.advance(SECOND);
        assertThat(starts.take()).isEqualTo("start 1");
        clock.advance(Duration.ofMinutes(1));
        failAndAwaitEnd(actor, 1);
        clock.advance(SECOND);

        assertThat(starts.take()).isEqualTo("start 2");
    }

    @Test
    void theJitterStaysWithinItsBounds() throws Exception {
        var backoff = new Backoff(SECOND, SECOND, 0.5);
        var actor = failing(Supervision.restart().backoff(backoff).limit(RestartLimit.none()));
        for (int instance = 0; instance < 20; instance++) {
            failAndAwaitEnd(actor, instance);
            clock.advance(Duration.ofMillis(499));
            assertThat(starts.all()).isEmpty();
            clock.advance(Duration.ofMillis(1_002));
            assertThat(starts.take()).isEqualTo("start " + (instance + 1));
        }
    }

    @Test
    void messagesWaitForTheNewInstanceAndNoneIsHandledBefore() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING));
        failAndAwaitEnd(actor, 0);
        var asks = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 5; i++) {
            asks.add(actor.askAsync("message " + i, String.class, Duration.ofHours(1)));
        }
        assertThat(Books.settledWith(syndicate, 5).inFlight()).isEqualTo(5);
        assertThat(asks).noneMatch(CompletableFuture::isDone);
        clock.advance(SECOND);

        for (int i = 0; i < 5; i++) {
            assertThat(asks.get(i).get()).isEqualTo("message " + i + " 1");
        }
    }

    @Test
    void theAskerOfTheFailedMessageDoesNotWaitForTheRestart() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING));

        assertThatThrownBy(() -> actor.ask("fail", String.class, Duration.ofHours(1)))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no");
        assertThat(starts.all()).isEmpty();
    }

    @Test
    void aStopEndsTheWaitAtOnceAndWhatIsQueuedBecomesDeadLetters() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING));
        failAndAwaitEnd(actor, 0);
        actor.tell("queued");
        Books.settledWith(syndicate, 1);
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(starts.all()).isEmpty();
        assertThat(ends.all()).isEmpty(); // its end was called already
    }

    @Test
    void aStopAfterTheQueueWaitsForTheNewInstance() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING));
        failAndAwaitEnd(actor, 0);
        var ask = actor.askAsync("last", String.class, Duration.ofHours(1));
        syndicate.stopAfterQueue(actor);
        clock.advance(SECOND);

        assertThat(ask.get()).isEqualTo("last 1");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void aCloseThatIsDueEndsTheWaitAndReportsWhatWasQueued() throws Exception {
        var actor = failing(Supervision.restart().backoff(DOUBLING));
        failAndAwaitEnd(actor, 0);
        actor.tell("queued");
        Books.settledWith(syndicate, 1);

        CloseReport report = syndicate.close(Duration.ZERO);

        assertThat(report.undelivered()).containsEntry(actor.path(), 1L);
        assertThat(report.ledger().balanced()).isTrue();
    }

    @Test
    void theLimitHoldsWithinAnyStretchOfThePeriod() throws Exception {
        var stops = new Mail<RuntimeEvent.ActorStopped>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorStopped stopped) {
                stops.put(stopped);
            }
        });
        var actor = failing(Supervision.restart().backoff(Backoff.none()).limit(2, Duration.ofSeconds(10)));
        int instance = 0;
        for (int seconds : new int[] {6, 6, 6}) { // never three in ten seconds
            failAndAwaitEnd(actor, instance);
            instance++;
            assertThat(starts.take()).isEqualTo("start " + instance);
            clock.advance(Duration.ofSeconds(seconds));
        }
        failAndAwaitEnd(actor, instance);
        assertThat(starts.take()).isEqualTo("start 4");
        assertThat(stops.all()).isEmpty();
        actor.tell("fail");

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        subscription.close();
    }

    @Test
    void theLimitOfRestartsByDefaultEndsACrashLoop() throws Exception {
        var actor = failing(Supervision.restart());
        for (int instance = 0; instance < 10; instance++) {
            failAndAwaitEnd(actor, instance);
            clock.advance(Duration.ofMillis(12L << instance)); // the wait with its jitter of a fifth
            assertThat(starts.take()).isEqualTo("start " + (instance + 1));
        }
        actor.tell("fail");

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void impossibleWaitsAreRefused() {
        assertThatThrownBy(() -> new Backoff(SECOND, MILLI, 0)).hasMessageContaining("longest");
        assertThatThrownBy(() -> new Backoff(SECOND.negated(), SECOND, 0)).hasMessageContaining("first");
        assertThatThrownBy(() -> new Backoff(SECOND, SECOND, 1.5)).hasMessageContaining("jitter");
        assertThatThrownBy(() -> new Backoff(SECOND, SECOND, Double.NaN)).hasMessageContaining("jitter");
    }
}
