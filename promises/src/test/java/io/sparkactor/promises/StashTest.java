package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an actor stashes comes again, in order and before all else, or becomes dead letters; it is in flight all the while. */
@Timeout(60)
class StashTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("stash");
    private final Mail<String> handled = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> mailboxes() {
        return List.of(
                Mailbox.unbounded(),
                Mailbox.bounded(100),
                Mailbox.bounded(100).overflow(Overflow.DROP_OLDEST),
                Mailbox.priority(100, content -> 1));
    }

    /** Stashes all until it is told to "open"; then handles and answers. */
    private final class Door extends Actor<String> {

        private boolean open;

        @Override
        protected void process(Message<String> message) {
            switch (message.content()) {
                case "open" -> {
                    open = true;
                    unstashAll();
                }
                case "shut" -> open = false;
                case "break" -> throw new IllegalStateException("broken");
                default -> passOrStash(message);
            }
        }

        private void passOrStash(Message<String> message) {
            if (open) {
                handled.put(message.content());
                message.reply("answer to " + message.content());
            } else {
                stash();
            }
        }
    }

    private ActorRef<String> door(Mailbox<Object> mailbox) {
        return syndicate.createActor(ActorSpec.of(Door::new).mailbox(mailbox));
    }

    private static void tellAll(ActorRef<String> ref, String... contents) {
        for (String content : contents) {
            ref.tell(content);
        }
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void stashedMessagesComeFirstAndInOrder(Mailbox<Object> mailbox) throws Exception {
        var release = new Gate();
        var actor = syndicate.createActor(ActorSpec.handling(Integer.class, (context, message) -> {
                    if (message.content() < 3) {
                        context.stash();
                        if (message.content() == 2) {
                            context.become((c, again) -> handled.put("" + again.content()));
                            release.awaitStubbornly(); // 3, 4 and 5 wait behind
                            context.unstashAll();
                        }
                    }
                })
                .mailbox(mailbox));
        IntStream.rangeClosed(0, 5).forEach(actor::tell);
        release.open();

        assertThat(handled.take(6)).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void stashedMessagesAreInFlight(Mailbox<Object> mailbox) {
        var actor = door(mailbox);
        tellAll(actor, "a", "b", "c");

        assertThat(Books.settledWith(syndicate, 3).processed()).isZero();
        actor.tell("open");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(4);
    }

    @Test
    void theBooksAddUpWhileTheHandlerThatHasStashedGoesOn() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            context.stash();
            entered.open();
            release.await();
        });
        actor.tell("a");
        entered.await();

        assertThat(syndicate.ledger().balanced()).isTrue();
        assertThat(syndicate.ledger().inFlight()).isEqualTo(1);
        release.open();
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void theAskerOfAStashedMessageGetsItsAnswer(Mailbox<Object> mailbox) {
        var actor = door(mailbox);
        var answer = actor.askAsync("a", String.class, LONG);
        actor.tell("open");

        assertThat(answer.join()).isEqualTo("answer to a");
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void whatIsStashedWhenTheActorStopsBecomesDeadLettersAndAskersAreTold(Mailbox<Object> mailbox) {
        var actor = door(mailbox);
        actor.tell("a");
        var answer = actor.askAsync("b", String.class, LONG);
        Books.settledWith(syndicate, 2);
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThatThrownBy(answer::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.ACTOR_STOPPED)
                .extracting(DeadLetter::content)
                .containsExactly("a", "b");
    }

    @Test
    void stopAfterQueueMakesDeadLettersOfTheStash() {
        var actor = door(Mailbox.unbounded());
        actor.tell("a");
        syndicate.stopAfterQueue(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
    }

    @Test
    void aCloseReportsTheStash() {
        var actor = door(Mailbox.unbounded());
        tellAll(actor, "a", "b");

        var report = syndicate.close(Duration.ofSeconds(1));

        assertThat(report.undelivered()).containsEntry(actor.path(), 2L);
        assertThat(report.ledger().balanced()).isTrue();
        assertThat(report.ledger().inFlight()).isZero();
    }

    @Test
    void theStashCountsAgainstTheBound() {
        var actor = door(Mailbox.bounded(3));
        tellAll(actor, "a", "b", "c");
        Books.settledWith(syndicate, 3);

        assertThat(actor.tell("d")).isEqualTo(new Delivery.Refused(DeadLetterReason.OVERFLOW));
    }

    @Test
    void stashAndUnstashLoseNoPlace() throws Exception {
        var actor = door(Mailbox.bounded(4));
        for (int round = 0; round < 100; round++) {
            tellAll(actor, "shut", "a", "b");
            actor.tell("open");
            assertThat(handled.take(2)).containsExactly("a", "b");
            Books.settled(syndicate);
        }
        assertThat(List.of("a", "b", "c", "d")).allSatisfy(text -> {
            assertThat(actor.tell(text).accepted()).isTrue();
            Books.settled(syndicate);
        });
    }

    @Test
    void aFullMailboxNeverLosesWhatIsStashed() throws Exception {
        var accepted = new Mail<String>();
        var actor = door(Mailbox.bounded(51));
        Crew.run(
                4,
                member -> IntStream.range(0, 500).forEach(i -> {
                    if (actor.tell(member + ":" + i).accepted()) {
                        accepted.put(member + ":" + i);
                    }
                }));
        Books.settledWith(syndicate, 51);
        assertThat(accepted.all()).hasSize(51);
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(51);
    }

    @Test
    void aMessageThatIsStashedTwiceInOneHandlingIsAnError() throws Exception {
        var thrown = new Mail<Throwable>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            context.stash();
            thrown.put(catchThrowable(context::stash));
        });
        actor.tell("a");

        assertThat(thrown.take()).isInstanceOf(IllegalStateException.class).hasMessageContaining("twice");
        Books.settledWith(syndicate, 1);
    }

    @Test
    void withoutAMessageThereIsNothingToStash() throws Exception {
        var thrown = new Mail<Throwable>();
        syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void preStart() {
                thrown.put(catchThrowable(this::stash));
            }

            @Override
            protected void process(Message<String> message) {}
        });

        assertThat(thrown.take()).isInstanceOf(IllegalStateException.class).hasMessageContaining("no message");
    }

    @Test
    void aMessageMayBeStashedAgainAndAgain() throws Exception {
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() > 0) {
                context.stash();
            } else {
                handled.put("open");
                context.unstashAll();
            }
        });
        actor.tell(1);
        IntStream.range(0, 100).forEach(i -> actor.tell(0));

        handled.take(100);
        Books.settledWith(syndicate, 1);
    }

    @Test
    void aHandlerThatStashesAndThrowsHasFailedItsMessage() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            context.stash();
            throw new IllegalStateException("after all");
        });

        assertThatThrownBy(() -> actor.ask("a", String.class, LONG)).isInstanceOf(AskFailedException.class);
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed()).isEqualTo(1);
        assertThat(ledger.deadLettered()).isZero();
    }

    @Test
    void unstashingWhatIsStashedInTheSameHandlingBringsItAgain() throws Exception {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            handled.put(message.content());
            if (handled.all().size() < 3) {
                context.stash();
                context.unstashAll();
            }
        });
        actor.tell("a");
        Books.settled(syndicate);

        assertThat(handled.take(3)).containsExactly("a", "a", "a");
    }

    @Test
    void aStashedMessageKeepsItsIdHeadersAndSender() throws Exception {
        var seen = new Mail<Message<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            seen.put(message);
            if (message.content().equals("open")) {
                context.become((c, again) -> seen.put(again));
                context.unstashAll();
            } else {
                context.stash();
            }
        });
        actor.tell("a", SendOptions.header("tenant", "x"));
        syndicate.tell(actor, "open");
        List<Message<String>> messages = seen.take(3);

        assertThat(messages.get(2).content()).isEqualTo("a");
        assertThat(messages.get(2).headers())
                .isEqualTo(messages.getFirst().headers())
                .containsEntry("tenant", "x");
        assertThat(messages.get(2).id()).isEqualTo(messages.getFirst().id());
        assertThat((Object) messages.get(2).sender())
                .isEqualTo(messages.getFirst().sender());
    }

    @Test
    void aStashedTickComesAgain() throws Exception {
        var actor = syndicate.createActor(() -> new Actor<String>() {
            private int ticks;

            @Override
            protected void preStart() {
                scheduleAfter(Duration.ZERO, "tick");
            }

            @Override
            protected void process(Message<String> message) {
                if (ticks++ == 0) {
                    stash();
                    unstashAll();
                } else {
                    handled.put(message.content());
                }
            }
        });

        assertThat(handled.take()).isEqualTo("tick");
        assertThat(Books.settled(syndicate).processed()).isEqualTo(1);
        assertThat(actor.tell("still there").accepted()).isTrue();
    }

    @Test
    void theTimeToLiveOfAStashedMessageGoesOn() throws Exception {
        var clock = ManualClock.create();
        try (var manual = Syndicate.open("stash-ttl", c -> c.hooks(clock.hooks()))) {
            var actor = manual.createActor(ActorSpec.of(Door::new));
            actor.tell("short-lived", SendOptions.timeToLive(Duration.ofSeconds(1)));
            actor.tell("immortal");
            Books.settledWith(manual, 2);
            clock.advance(Duration.ofSeconds(1));
            actor.tell("open");

            assertThat(handled.take()).isEqualTo("immortal");
            Books.settled(manual);
            assertThat(manual.deadLetters())
                    .filteredOn(DeadLetter::accepted)
                    .extracting(DeadLetter::reason)
                    .containsExactly(DeadLetterReason.EXPIRED);
        }
    }

    @Test
    void whatIsUnstashedIsNotLostBesideConcurrentSenders() throws Exception {
        int messages = 20_000;
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            if (message.content() % 3 == 0 && !message.headers().containsKey("seen")) {
                context.stash();
                context.become((c, again) -> {
                    handled.put("" + again.content());
                    c.unbecome();
                });
                context.unstashAll();
            } else {
                handled.put("" + message.content());
            }
        });
        Crew.run(2, member -> IntStream.range(0, messages / 2).forEach(i -> actor.tell(2 * i + member)));

        assertThat(handled.take(messages)).doesNotHaveDuplicates();
        assertThat(Books.settled(syndicate).processed()).isEqualTo(messages);
    }
}
