package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.CloseReport;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.ReceiveTimeoutException;
import io.sparkactor.SparkException;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P6: a close drains up to a deadline, then stops; it is bounded, safe to call twice and from anywhere, and says what was left. */
@Timeout(60)
class P6CloseTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("p6", c -> c.drainTimeout(Duration.ofSeconds(5)));
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    @Test
    void aCloseDrainsWhatIsQueued() {
        var processed = new AtomicInteger();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            Thread.sleep(0, 100_000);
            processed.incrementAndGet();
        });
        IntStream.range(0, 500).forEach(actor::tell);

        var report = syndicate.close(LONG);

        assertThat(processed).hasValue(500);
        assertThat(report.complete()).isTrue();
        assertThat(report.ledger().processed()).isEqualTo(500);
    }

    @Test
    void aCloseDrainsWhatActorsTellEachOtherMeanwhile() {
        var hops = new AtomicInteger();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            hops.incrementAndGet();
            if (message.content() > 0) {
                context.self().tell(message.content() - 1);
            }
        });
        actor.tell(10_000);

        assertThat(syndicate.close(LONG).complete()).isTrue();
        assertThat(hops).hasValue(10_001);
    }

    @Test
    void postStopOfEveryActorRuns() {
        var stopped = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            syndicate.createActor(() -> new Parent(stopped));
        }
        syndicate.close();

        assertThat(stopped).hasValue(200);
    }

    private static final class Parent extends Actor<String> {

        private final AtomicInteger stopped;

        Parent(AtomicInteger stopped) {
            this.stopped = stopped;
        }

        @Override
        protected void preStart() {
            createActor(() -> new Child(stopped));
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            assertThat(context().children()).isEmpty();
            stopped.incrementAndGet();
        }
    }

    private static final class Child extends Actor<String> {

        private final AtomicInteger stopped;

        Child(AtomicInteger stopped) {
            this.stopped = stopped;
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            stopped.incrementAndGet();
        }
    }

    @Test
    void anEndlessLoopDelaysTheCloseByOneSecondAtMostAndIsNamed() throws Exception {
        var spinning = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            spinning.open();
            while (!release.isOpen()) {
                Thread.onSpinWait();
            }
        });
        actor.tell("spin");
        spinning.await();
        actor.tell("never reached");
        long start = System.nanoTime();

        var report = syndicate.close(Duration.ofMillis(300));

        // A second beyond the drain time is promised. The rest is left to a busy machine: a close that waits for the
        // loop has no end.
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(7_200));
        assertThat(report.running()).containsExactly(actor.path());
        assertThat(report.undelivered()).containsEntry(actor.path(), 2L);
        assertThat(report.complete()).isFalse();
        assertThat(report.ledger().balanced()).isTrue();
    }

    @Test
    void aSleepingHandlerIsNamedToo() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.awaitStubbornly();
        });
        actor.tell("sleep");
        entered.await();

        assertThat(syndicate.close(Duration.ofMillis(50)).running()).containsExactly(actor.path());
    }

    @Test
    void anActorWhosePreStartOutlastsTheCloseIsNamedInTheReport() throws Exception {
        var entered = new Gate();
        var creator = Crew.start(1, member -> createdOrRefused(() -> new Slow(entered, release)));
        entered.await();

        var report = syndicate.close(Duration.ofMillis(50));
        release.open();
        creator.join();

        assertThat(report.complete()).isFalse();
        assertThat(report.running()).hasSize(1);
    }

    @Test
    void aCreationThatOutlastsTheCloseGivesNoRefToAnActorThatWillNeverRun() throws Exception {
        var entered = new Gate();
        var creator = Crew.start(
                1,
                member -> assertThatThrownBy(() -> syndicate.createActor(() -> new Slow(entered, release)))
                        .isInstanceOf(SyndicateClosedException.class));
        entered.await();
        syndicate.close(Duration.ofMillis(50));
        release.open();

        creator.join();
    }

    private static final class Slow extends Actor<String> {

        private final Gate entered;
        private final Gate release;

        Slow(Gate entered, Gate release) {
            this.entered = entered;
            this.release = release;
        }

        @Override
        protected void preStart() {
            entered.open();
            release.awaitStubbornly();
        }

        @Override
        protected void process(Message<String> message) {}
    }

    private void createdOrRefused(Supplier<Actor<String>> supplier) {
        try {
            syndicate.createActor(supplier);
        } catch (SparkException e) {
            assertThat(e).isInstanceOf(SyndicateClosedException.class);
        }
    }

    @Test
    void whatAClosedSyndicateDidNotDeliverStandsInTheReportByReceiver() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell(0);
        entered.await();
        IntStream.rangeClosed(1, 7).forEach(actor::tell);
        syndicate.ref().tell("not received");
        var endpoint = syndicate.endpoint();
        endpoint.ref().tell("nor this");
        endpoint.ref().tell("nor that");
        // Told to stop together with the actor, and idle: its end shows that the drain is over.
        var told = new Gate();
        syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void process(Message<String> message) {}

            @Override
            protected void postStop() {
                told.open();
            }
        });
        var opener = Crew.start(1, member -> {
            told.await();
            release.open();
        });

        var report = syndicate.close(Duration.ofMillis(50));
        opener.join();

        assertThat(report.undelivered())
                .isEqualTo(Map.of(
                        actor.path(),
                        7L,
                        syndicate.ref().path(),
                        1L,
                        endpoint.ref().path(),
                        2L));
        assertThat(report.running()).isEmpty();
        assertThat(report.ledger().deadLettered()).isEqualTo(10);
        assertThat(report.ledger().balanced()).isTrue();
        assertThat(syndicate.deadLetters())
                .extracting(letter -> letter.reason())
                .containsOnly(DeadLetterReason.SYNDICATE_CLOSED);
    }

    @Test
    void askersOfWhatWasNotDeliveredAreTold() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell("first");
        entered.await();
        var ask = actor.askAsync("second", String.class, LONG);

        syndicate.close(Duration.ofMillis(50));

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void anAskerOutsideOfWhatWasNotDeliveredEndsAtItsDeadlineAtTheLatest() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.awaitStubbornly();
        });
        actor.tell("first");
        entered.await();
        var asker = Crew.start(
                1,
                member -> assertThatThrownBy(() -> actor.ask("second", String.class, Duration.ofSeconds(1)))
                        .isInstanceOf(AskException.class));
        Books.settledWith(syndicate, 2);

        syndicate.close(Duration.ZERO);

        asker.join();
    }

    @Test
    void anAskingActorOfAnotherSyndicateEndsAtItsDeadlineAlthoughTheAskedOneHasClosed() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.awaitStubbornly();
        });
        actor.tell("first");
        entered.await();
        var outcomes = new Mail<Throwable>();
        try (var other = Syndicate.open("p6-other", c -> c.drainTimeout(Duration.ofMillis(100)))) {
            other.createActor(String.class, (context, message) -> {
                        try {
                            actor.ask("second", String.class, Duration.ofSeconds(1));
                        } catch (AskException e) {
                            outcomes.put(e);
                        }
                    })
                    .tell("ask it");
            Books.settledWith(syndicate, 2);

            syndicate.close(Duration.ZERO);

            Await.until(
                    "the ask ends", Duration.ofSeconds(5), () -> !outcomes.all().isEmpty());
        }
    }

    @Test
    void anAskInAPostStopEndsAtItsDeadlineAlthoughTheSyndicateHasClosed() throws Exception {
        var entered = new Gate();
        var stubborn = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.awaitStubbornly();
        });
        stubborn.tell("first");
        entered.await();
        var outcomes = new Mail<Throwable>();
        syndicate.createActor(() -> new LastQuestion(stubborn, outcomes));

        syndicate.close(Duration.ZERO);

        Await.until("the ask ends", Duration.ofSeconds(5), () -> !outcomes.all().isEmpty());
    }

    private static final class LastQuestion extends Actor<String> {

        private final ActorRef<String> asked;
        private final Mail<Throwable> outcomes;

        LastQuestion(ActorRef<String> asked, Mail<Throwable> outcomes) {
            this.asked = asked;
            this.outcomes = outcomes;
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            try {
                asked.ask("last question", String.class, Duration.ofSeconds(1));
            } catch (AskException e) {
                outcomes.put(e);
            }
        }
    }

    @Test
    void aHandlerThatWaitsForAReplyEndsWhenItsSyndicateCloses() throws Exception {
        var silent = syndicate.createActor(String.class, (context, message) -> {});
        var asking = new Gate();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            asking.open();
            silent.ask("never answered", String.class, LONG);
        });
        asker.tell("ask it");
        asking.await();

        assertThat(syndicate.close(Duration.ofMillis(50)).running()).isEmpty();
    }

    @Test
    void aHandlerThatReceivesFromAnInboxEndsWhenItsSyndicateCloses() throws Exception {
        var receiving = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            receiving.open();
            context.syndicate().receive(LONG);
        });
        actor.tell("receive");
        receiving.await();

        assertThat(syndicate.close(Duration.ofMillis(50)).running()).isEmpty();
    }

    @Test
    void aSecondCloseReturnsTheSameReport() {
        var first = syndicate.close(LONG);

        assertThat(syndicate.close(Duration.ZERO)).isSameAs(first);
    }

    @Test
    void manyThreadsMayCloseAtOnceAndAllGetTheSameReport() throws Exception {
        var reports = new Mail<CloseReport>();
        var actor = syndicate.createActor(Integer.class, (context, message) -> Thread.sleep(1));
        IntStream.range(0, 50).forEach(actor::tell);

        Crew.run(8, member -> reports.put(syndicate.close(LONG)));

        var all = reports.take(8);
        assertThat(all).allSatisfy(report -> assertThat(report).isSameAs(all.getFirst()));
        assertThat(all.getFirst().complete()).isTrue();
    }

    @Test
    void aCloseInsideATurnReturnsAtOnceAndHappensAfterwards() throws Exception {
        var reports = new Mail<CloseReport>();
        var actor = syndicate.createActor(
                String.class,
                (context, message) -> reports.put(context.syndicate().close(LONG)));
        actor.tell("close");

        assertThat(reports.take().took()).isZero();
        assertThat(syndicate.close(LONG).complete()).isTrue();
        assertThat(actor.tell("again").accepted()).isFalse();
    }

    @Test
    void aCloseInsideAPreStartFromOutsideReturnsAtOnceToo() {
        var reports = new Mail<CloseReport>();
        createdOrRefused(() -> new Closer(reports));

        assertThat(syndicate.close(LONG).running()).isEmpty();
        assertThat(reports.all()).hasSize(1);
    }

    private static final class Closer extends Actor<String> {

        private final Mail<CloseReport> reports;

        Closer(Mail<CloseReport> reports) {
            this.reports = reports;
        }

        @Override
        protected void preStart() {
            reports.put(context().syndicate().close(LONG));
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void aCloseOfAnInterruptedThreadStopsEverythingAndKeepsTheFlag() {
        for (int i = 0; i < 20; i++) {
            syndicate.createActor(String.class, (context, message) -> {});
        }
        Crew.startVirtual(1, member -> {
                    Thread.currentThread().interrupt();
                    assertThat(syndicate.close(LONG).complete()).isTrue();
                    assertThat(Thread.interrupted()).isTrue();
                })
                .join();
    }

    @Test
    void aClosedSyndicateCreatesNoActor() {
        syndicate.close();

        assertThatThrownBy(() -> syndicate.createActor(String.class, (context, message) -> {}))
                .isInstanceOf(SyndicateClosedException.class)
                .hasMessageContaining("p6");
    }

    @Test
    void aClosedSyndicateOpensNoEndpoint() {
        syndicate.close();

        assertThatThrownBy(syndicate::endpoint)
                .isInstanceOf(SyndicateClosedException.class)
                .hasMessageContaining("p6");
    }

    @Test
    void nothingCanBeReceivedFromAClosedSyndicate() {
        syndicate.close();

        assertThatThrownBy(() -> syndicate.receive(LONG)).isInstanceOf(SyndicateClosedException.class);
        assertThatThrownBy(() -> syndicate.poll(LONG)).isInstanceOf(SyndicateClosedException.class);
    }

    @Test
    void anAskOfAClosedSyndicateFailsAtOnce() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        syndicate.close();

        assertThatThrownBy(() -> actor.ask("well?", String.class, LONG)).isInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void aFutureAskOfAClosedSyndicateFailsAtOnce() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply("yes"));
        syndicate.close();

        assertThatThrownBy(() -> actor.askAsync("well?", String.class, LONG).join())
                .hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void stoppingAnActorOfAClosedSyndicateDoesNothing() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.close();
        syndicate.stop(actor);
        syndicate.stopAfterQueue(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void aReceiverThatWaitsIsToldOfTheClose() throws Exception {
        var waiting = new Gate();
        var receiver = Crew.start(1, member -> {
            waiting.open();
            assertThatThrownBy(() -> syndicate.receive(LONG))
                    .isInstanceOf(SyndicateClosedException.class)
                    .isNotInstanceOf(ReceiveTimeoutException.class);
        });
        waiting.await();
        syndicate.close();

        receiver.join();
    }

    @Test
    void aRefOfAClosedSyndicateNeverReachesAnActorOfANewOneOfTheSameName() {
        var spec = ActorSpec.handling(String.class, (context, message) -> message.reply("new"))
                .named("worker");
        var old = syndicate.createActor(spec);
        syndicate.close();
        try (var second = Syndicate.open("p6")) {
            second.createActor(spec);

            assertThat(old.tell("to the old one")).isEqualTo(new Delivery.Refused(DeadLetterReason.SYNDICATE_CLOSED));
            assertThat(second.ledger().offered()).isZero();
        }
    }
}
