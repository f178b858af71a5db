package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.RestartScope;
import io.sparkactor.SendOptions;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P4 and P5 where an actor that restarts has a bound: each message keeps its place, and each place is given back once. */
@Timeout(60)
class P4BoundedRestartTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Backoff AN_HOUR = new Backoff(HOUR, HOUR, 0);
    private static final Delivery OVERFLOW = new Delivery.Refused(DeadLetterReason.OVERFLOW);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("p4-bounded", c -> c.hooks(clock.hooks()));
    private final Mail<String> seen = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> mailboxes() {
        return List.of(Mailbox.bounded(4), Mailbox.priority(4, content -> content.equals("urgent") ? 1 : 0));
    }

    /** Fails on what begins with "fail" as often as told, and answers. */
    private ActorRef<String> failing(int times, Mailbox<Object> mailbox, Supervision supervision) {
        var left = new AtomicInteger(times);
        return syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    seen.put(message.content());
                    if (message.content().startsWith("fail") && left.getAndDecrement() > 0) {
                        throw new IOException("no " + message.content());
                    }
                    if (message.content().startsWith("stash")) {
                        context.stash();
                    }
                    message.reply("done");
                })
                .mailbox(mailbox)
                .supervision(supervision));
    }

    private static Supervision slowly() {
        return Supervision.restart().backoff(AN_HOUR).retries(5);
    }

    private void awaitRestarting(ActorRef<?> actor, long queued) {
        Restarting.await(syndicate, actor, queued);
    }

    private ActorDiagnostics look(ActorRef<?> actor) {
        return syndicate.diagnostics().actors().stream()
                .filter(each -> each.path().equals(actor.path()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void whatWaitsForItsRetryComesBeforeAllOthers(Mailbox<Object> mailbox) throws Exception {
        var actor = failing(2, mailbox, slowly());
        actor.tell("fail");
        awaitRestarting(actor, 1);
        actor.tell("next");
        actor.tell("urgent");
        clock.advance(HOUR);
        assertThat(seen.take(2)).containsExactly("fail", "fail");
        awaitRestarting(actor, 3);
        clock.advance(HOUR);

        assertThat(seen.take(3)).startsWith("fail").containsExactlyInAnyOrder("fail", "next", "urgent");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void itsBoundHoldsDuringARestartAndAllPlacesAreFreeAfterIt(Mailbox<Object> mailbox) throws Exception {
        var actor = failing(2, mailbox, slowly());
        actor.tell("fail");
        for (int round = 0; round < 2; round++) {
            assertThat(seen.take()).isEqualTo("fail");
            awaitRestarting(actor, round == 0 ? 1 : 4);
            IntStream.range(0, 4).forEach(i -> actor.tell("more"));
            assertThat(actor.tell("too much")).isEqualTo(OVERFLOW);
            Books.settledWith(syndicate, 4);
            clock.advance(HOUR);
        }
        Books.settled(syndicate);

        assertFree(actor, 4);
    }

    /** Stashed messages keep their places: so many, and not one more, find one. */
    private void assertFree(ActorRef<String> actor, int places) {
        for (int i = 1; i <= places; i++) {
            assertThat(actor.tell("stash").accepted()).as("place " + i).isTrue();
            Books.settledWith(syndicate, i);
        }
        assertThat(actor.tell("stash")).isEqualTo(OVERFLOW);
    }

    @Test
    void theOneThatWaitsForItsRetryIsNeverDroppedForANewOne() throws Exception {
        var actor = failing(1, Mailbox.bounded(2).overflow(Overflow.DROP_OLDEST), slowly());
        actor.tell("fail");
        awaitRestarting(actor, 1);
        IntStream.range(0, 3).forEach(i -> actor.tell("" + i));
        Books.settledWith(syndicate, 2);
        clock.advance(HOUR);

        assertThat(seen.take(3)).containsExactly("fail", "fail", "2");
        var ledger = Books.settled(syndicate);
        assertThat(ledger.deadLettered()).isEqualTo(2);
        assertThat(ledger.processed()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aStopDuringTheBackoffMakesOneDeadLetterOfEachAndTellsAskers(Mailbox<Object> mailbox) {
        var actor = failing(1, mailbox, slowly());
        var stashed = actor.askAsync("stash", String.class, HOUR);
        var retried = actor.askAsync("fail", String.class, HOUR);
        awaitRestarting(actor, 2);
        var queued = actor.askAsync("queued", String.class, HOUR);
        actor.tell("told");
        Books.settledWith(syndicate, 4);
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(stashed.join()).isEqualTo("done"); // answered when it was stashed
        for (var ask : List.of(retried, queued)) {
            assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        }
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed()).isZero();
        assertThat(syndicate.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.ACTOR_STOPPED)
                .extracting(DeadLetter::content)
                .containsExactlyInAnyOrder("stash", "fail", "queued", "told");
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void aCloseDuringTheBackoffReportsEachMessage(Mailbox<Object> mailbox) {
        var actor = failing(1, mailbox, slowly());
        actor.tell("stash");
        actor.tell("fail");
        awaitRestarting(actor, 2);
        actor.tell("queued");
        var report = syndicate.close(Duration.ZERO);

        assertThat(report.undelivered()).containsEntry(actor.path(), 3L);
        assertThat(report.ledger().balanced()).isTrue();
        assertThat(report.ledger().inFlight()).isZero();
        assertThat(report.ledger().deadLettered()).isEqualTo(3);
    }

    @Test
    void whatExpiresDuringTheBackoffIsNotRetriedAndGivesItsPlaceBack() throws Exception {
        var actor = failing(1, Mailbox.bounded(4), slowly());
        actor.tell("fail", SendOptions.timeToLive(Duration.ofMinutes(1)));
        awaitRestarting(actor, 1);
        actor.tell("next");
        clock.advance(HOUR);

        assertThat(seen.take(2)).containsExactly("fail", "next");
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters())
                .filteredOn(DeadLetter::accepted)
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetterReason.EXPIRED);
        assertFree(actor, 4);
    }

    @Test
    void anAskThatWaitsForAPlaceGetsItsAnswerAfterTheRestart() throws Exception {
        var blocking = Mailbox.bounded(1).overflow(Overflow.block(HOUR.multipliedBy(2)));
        var actor = failing(1, blocking, slowly());
        actor.tell("fail");
        awaitRestarting(actor, 1);
        var crew = Crew.start(1, member -> seen.put(actor.ask("waits", String.class, HOUR.multipliedBy(2))));
        Await.until("the offer", () -> syndicate.ledger().offered() == 2);
        clock.advance(HOUR);

        crew.join();
        assertThat(seen.take(4)).containsExactlyInAnyOrder("fail", "fail", "waits", "done");
        Books.settled(syndicate);
    }

    @Test
    void aSenderThatWaitsForAPlaceIsNotRefusedWhenTheActorRestartsWithItsSibling() throws Exception {
        var blocking = Mailbox.bounded(1).overflow(Overflow.block(HOUR));
        var together = Supervision.restart().scope(RestartScope.ONE_FOR_ALL).backoff(Backoff.none());
        var entered = new Gate();
        var release = new Gate();
        var outcomes = new Mail<Delivery>();
        var full = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    entered.open();
                    release.awaitStubbornly();
                    seen.put(message.content());
                })
                .mailbox(blocking)
                .supervision(together));
        var sibling = failing(1, Mailbox.unbounded(), together);
        full.tell("first");
        entered.await();
        var crew = Crew.start(1, member -> outcomes.put(full.tell("waits")));
        Await.until("the offer", () -> syndicate.ledger().offered() == 2);
        sibling.tell("fail");
        assertThat(seen.take()).isEqualTo("fail");
        Await.until("the restart", () -> look(sibling).activity() == Activity.RESTARTING);
        release.open();

        assertThat(outcomes.take().accepted()).isTrue();
        crew.join();
        assertThat(seen.take(2)).containsExactly("first", "waits");
        Books.settled(syndicate);
    }

    @Test
    void anActorThatRestartsIsSeenWithItsMessagesAndTheBooksOfTheSnapshotAddUp() {
        var actor = failing(1, Mailbox.bounded(4), slowly());
        actor.tell("stash");
        actor.tell("fail");
        awaitRestarting(actor, 2);
        Books.settledWith(syndicate, 2);

        var snapshot = syndicate.diagnostics();
        assertThat(snapshot.ledger().balanced()).isTrue();
        assertThat(snapshot.ledger().inFlight()).isEqualTo(2);
        assertThat(snapshot.text(20)).contains("restarting");
    }

    @Test
    void stashedTicksHaveNoPlaceAndGiveNoneBack() throws Exception {
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    switch (message.content()) {
                        case "begin" ->
                            IntStream.range(0, 3).forEach(i -> context.scheduleAfter(Duration.ofSeconds(1), "tick"));
                        case "open" -> {
                            context.become((c, again) -> {
                                seen.put(again.content());
                                c.stash();
                            });
                            context.unstashAll();
                        }
                        default -> context.stash();
                    }
                })
                .mailbox(Mailbox.bounded(4)));
        actor.tell("begin");
        actor.tell("a");
        Books.settledWith(syndicate, 1);
        clock.advance(Duration.ofSeconds(1));
        Books.settledWith(syndicate, 4); // three ticks and one message
        actor.tell("open");

        assertThat(seen.take(4)).containsExactly("a", "tick", "tick", "tick");
        for (int i = 2; i <= 4; i++) {
            assertThat(actor.tell("b").accepted()).isTrue();
            Books.settledWith(syndicate, 3 + i);
        }
        assertThat(actor.tell("c")).isEqualTo(OVERFLOW);
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(7);
    }
}
