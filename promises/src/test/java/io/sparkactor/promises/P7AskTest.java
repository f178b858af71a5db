package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.AskWrongReplyException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P7: an ask does not wait for nothing; what cannot be answered fails at once, all else at its deadline and never before. */
@Timeout(60)
class P7AskTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    /** Far below {@link #LONG}, far above what it takes even on a busy machine. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Syndicate syndicate = Syndicate.open("p7");
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private record Total(int more) implements Request<Total, Long> {}

    @Test
    void aTypedRequestGetsItsTypedReply() {
        var actor = syndicate.createActor(
                Total.class,
                (context, message) ->
                        message.reply(message.content(), message.content().more() + 1L));

        long total = actor.ask(new Total(41), LONG);

        assertThat(total).isEqualTo(42);
    }

    @Test
    void anAskOfAStoppedActorFailsAtOnce() {
        var actor = silent();
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        assertFailsAtOnce(AskTargetStoppedException.class, actor);
    }

    @Test
    @SuppressWarnings("unchecked")
    void anAskWithAWrongTypeFailsAtOnce() {
        var actor = (ActorRef<Object>) (ActorRef<?>) silent();

        var failure = catchThrowableOfType(AskRefusedException.class, () -> actor.ask(42, String.class, LONG));

        assertThat(failure.reason()).isEqualTo(DeadLetterReason.WRONG_TYPE);
        assertThat(failure.elapsed()).isLessThan(AT_ONCE);
        assertThat(failure.target()).isEqualTo(actor.path());
        assertThat(failure.messageType()).isEqualTo(Integer.class);
    }

    @Test
    void anAskOfAClosedEndpointFailsAtOnce() {
        var endpoint = syndicate.endpoint();
        var ref = endpoint.ref();
        endpoint.close();

        assertThatThrownBy(() -> ref.ask("well?", String.class, LONG)).isInstanceOf(AskRefusedException.class);
    }

    @Test
    void anAskOfAnActorThatStopsWithoutAReplyFailsAtOnce() {
        var actor = syndicate.createActor(String.class, (context, message) -> context.stop());

        assertFailsAtOnce(AskTargetStoppedException.class, actor);
    }

    @Test
    void anAskThatWaitsInTheQueueOfAnActorThatStopsFailsAtOnce() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell("first");
        entered.await();
        var ask = actor.askAsync("second", String.class, LONG);
        syndicate.stop(actor);
        release.open();

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void anActorThatWasAskedMayReplyLaterFromAnotherMessage() throws Exception {
        var kept = new Mail<Message<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("now")) {
                kept.take().reply("at last");
            } else {
                kept.put(message);
            }
        });
        var ask = actor.askAsync("later", String.class, LONG);
        actor.tell("now");

        assertThat(ask.get()).isEqualTo("at last");
    }

    @Test
    void aForwardedAskIsAnsweredByWhomeverItWasForwardedTo() {
        var last = syndicate.createActor(String.class, (context, message) -> message.reply("from the last"));
        var middle = syndicate.createActor(String.class, (context, message) -> message.forward(last));
        var first = syndicate.createActor(String.class, (context, message) -> message.forward(middle));

        assertThat(first.ask("well?", String.class, LONG)).isEqualTo("from the last");
    }

    @Test
    void aForwardedAskOutlivesTheForwarder() throws Exception {
        var arrived = new Mail<Message<String>>();
        var last = syndicate.createActor(String.class, (context, message) -> arrived.put(message));
        var first = syndicate.createActor(String.class, (context, message) -> {
            message.forward(last);
            context.stop();
        });
        var ask = first.askAsync("well?", String.class, LONG);
        var message = arrived.take();
        assertThat(syndicate.awaitStop(first, LONG)).isTrue();

        assertThat(message.reply("yes")).isEqualTo(new Delivery.Accepted());
        assertThat(ask.get()).isEqualTo("yes");
    }

    @Test
    void aForwardedAskFailsAtOnceWhenItsNewTargetStops() {
        var last = syndicate.createActor(String.class, (context, message) -> context.stop());
        var first = syndicate.createActor(String.class, (context, message) -> message.forward(last));

        assertFailsAtOnce(AskTargetStoppedException.class, first);
    }

    @Test
    void aForwardedAskFailsAtOnceWhenItsNewTargetHasStopped() {
        var last = silent();
        syndicate.stop(last);
        assertThat(syndicate.awaitStop(last, LONG)).isTrue();
        var first = syndicate.createActor(String.class, (context, message) -> message.forward(last));

        assertFailsAtOnce(AskTargetStoppedException.class, first);
    }

    @Test
    void aForwardedAskFailsAtOnceWhenItsNewTargetFails() {
        var last = syndicate.createActor(String.class, (context, message) -> {
            throw new IllegalStateException("broken");
        });
        var first = syndicate.createActor(String.class, (context, message) -> message.forward(last));

        assertFailsAtOnce(AskFailedException.class, first);
    }

    @Test
    void anAskEndsAtItsDeadlineAndNeverEarlier() {
        var actor = silent();
        for (int millis : new int[] {1, 5, 20, 50, 100}) {
            var failure = catchThrowableOfType(
                    AskTimeoutException.class, () -> actor.ask("well?", String.class, Duration.ofMillis(millis)));

            assertThat(failure.elapsed())
                    .isBetween(
                            Duration.ofMillis(millis), Duration.ofMillis(millis).plus(AT_ONCE));
        }
    }

    @Test
    void anAskInsideAnActorEndsAtItsDeadlineAndNeverEarlier() throws Exception {
        var silent = silent();
        var failures = new Mail<AskException>();
        var asker = syndicate.createActor(Integer.class, (context, message) -> {
            try {
                silent.ask("well?", String.class, Duration.ofMillis(message.content()));
            } catch (AskException e) {
                failures.put(e);
            }
        });
        for (int millis : new int[] {1, 5, 20, 50, 100}) {
            asker.tell(millis);
            assertThat(failures.take())
                    .isInstanceOfSatisfying(
                            AskTimeoutException.class,
                            failure -> assertThat(failure.elapsed())
                                    .isBetween(
                                            Duration.ofMillis(millis),
                                            Duration.ofMillis(millis).plus(AT_ONCE)));
        }
    }

    @Test
    void aTimeOutSaysWhoWasAskedWhatAndHowMuchWaitedThere() throws Exception {
        var entered = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell("first");
        entered.await();
        actor.tell("second");

        var failure = catchThrowableOfType(
                AskTimeoutException.class, () -> actor.ask("well?", String.class, Duration.ofMillis(20)));

        assertThat(failure.target()).isEqualTo(actor.path());
        assertThat(failure.messageType()).isEqualTo(String.class);
        assertThat(failure.queueDepth()).isEqualTo(3);
        assertThat(failure).hasMessageContainingAll(actor.path(), "String", "3 messages", " ms");
    }

    @Test
    void theTimeOutOfTheSyndicateHoldsWhereNoneIsGiven() {
        try (var quick = Syndicate.open("p7-quick", c -> c.askTimeout(Duration.ofMillis(30)))) {
            var actor = quick.createActor(String.class, (context, message) -> {});

            assertThatThrownBy(() -> actor.ask("well?", String.class))
                    .isInstanceOfSatisfying(
                            AskTimeoutException.class,
                            failure -> assertThat(failure.elapsed()).isBetween(Duration.ofMillis(30), AT_ONCE));
        }
    }

    @Test
    void aNestedAskIsCutByTheDeadlineOfTheOuterOneAndSaysSo() throws Exception {
        var silent = silent();
        var failures = new Mail<AskException>();
        var middle = syndicate.createActor(String.class, (context, message) -> {
            try {
                silent.ask("inner", String.class, LONG);
            } catch (AskException e) {
                failures.put(e);
            }
        });
        assertThatThrownBy(() -> middle.ask("outer", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageNotContaining("cut by");

        assertThat(failures.take())
                .isInstanceOf(AskTimeoutException.class)
                .hasMessageContaining("cut by the deadline of the ask that is being handled")
                .satisfies(failure -> assertThat(failure.elapsed()).isLessThan(AT_ONCE));
    }

    @Test
    void aNestedAskWithAnEarlierDeadlineKeepsItsOwn() throws Exception {
        var silent = silent();
        var failures = new Mail<AskException>();
        var middle = syndicate.createActor(String.class, (context, message) -> {
            try {
                silent.ask("inner", String.class, Duration.ofMillis(20));
            } catch (AskException e) {
                failures.put(e);
            }
            message.reply("went on");
        });

        assertThat(middle.ask("outer", String.class, LONG)).isEqualTo("went on");
        assertThat(failures.take()).hasMessageNotContaining("cut by");
    }

    @Test
    void aTellDoesNotInheritTheDeadlineOfTheAskThatIsHandled() throws Exception {
        var outcomes = new Mail<Object>();
        var slow = syndicate.createActor(String.class, (context, message) -> {
            Thread.sleep(5);
            message.reply("answer");
        });
        var told = syndicate.createActor(String.class, (context, message) -> {
            release.await();
            outcomes.put(slow.ask("question", String.class, LONG));
        });
        var middle = syndicate.createActor(String.class, (context, message) -> told.tell("go on"));
        assertThatThrownBy(() -> middle.ask("outer", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class);
        release.open();

        assertThat(outcomes.take()).isEqualTo("answer");
    }

    @Test
    void aReplyOfAWrongTypeIsSaidToBeOne() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply(42));

        assertThatThrownBy(() -> actor.ask("well?", String.class, LONG))
                .isInstanceOf(AskWrongReplyException.class)
                .hasMessageContainingAll("java.lang.Integer", "java.lang.String", actor.path());
    }

    @Test
    void aReplyMayBeOfASubclassOrAPrimitive() {
        var actor = syndicate.createActor(String.class, (context, message) -> message.reply(42));

        assertThat(actor.ask("well?", Number.class, LONG)).isEqualTo(42);
        assertThat(actor.ask("well?", int.class, LONG)).isEqualTo(42);
    }

    @Test
    void onlyTheFirstReplyCountsAndTheSecondIsRefusedAndRecorded() throws Exception {
        var second = new Mail<Delivery>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            message.reply("first");
            second.put(message.reply("second"));
        });

        assertThat(actor.ask("well?", String.class, LONG)).isEqualTo("first");
        assertThat(second.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.LATE_REPLY));
        assertThat(syndicate.deadLetters())
                .anySatisfy(letter -> assertThat(letter.content()).isEqualTo("second"));
    }

    @Test
    void aReplyAfterTheTimeOutIsRefusedAndRecorded() throws Exception {
        var late = new Mail<Delivery>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            release.await();
            late.put(message.reply("too late"));
        });
        assertThatThrownBy(() -> actor.ask("well?", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class);
        release.open();

        assertThat(late.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.LATE_REPLY));
    }

    @Test
    void anAskWhoseAskerHasGoneIsNotHandledButBecomesADeadLetter() throws Exception {
        var entered = new Gate();
        var handled = new Mail<String>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            handled.put(message.content());
            entered.open();
            release.await();
        });
        actor.tell("first");
        entered.await();
        assertThatThrownBy(() -> actor.ask("given up", String.class, Duration.ofMillis(20)))
                .isInstanceOf(AskTimeoutException.class);
        actor.tell("last");
        release.open();

        Books.settled(syndicate);
        assertThat(handled.all()).containsExactly("first", "last");
        assertThat(syndicate.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.ASK_ENDED)
                .extracting(DeadLetter::content)
                .containsExactly("given up");
    }

    @Test
    void anInterruptEndsTheWaitAndTheFlagStays() throws Exception {
        var actor = silent();
        var asking = new Gate();
        var asker = Crew.start(1, member -> {
            asking.open();
            assertThatThrownBy(() -> actor.ask("well?", String.class, LONG))
                    .isInstanceOf(WaitInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
        });
        asking.await();
        asker.interrupt();

        asker.join();
    }

    @Test
    void anActorThatIsToldToStopWhileItWaitsGetsAnExceptionForThat() throws Exception {
        var silent = silent();
        var outcomes = new Mail<Throwable>();
        var asking = new Gate();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            asking.open();
            try {
                silent.ask("well?", String.class, LONG);
            } catch (ActorStoppedException e) {
                outcomes.put(e);
                throw e;
            }
        });
        asker.tell("ask it");
        asking.await();
        syndicate.stop(asker);

        assertThat(outcomes.take()).hasMessageContaining(silent.path());
        assertThat(syndicate.awaitStop(asker, LONG)).isTrue();
    }

    @Test
    void aStopThatRacesWithTheBeginOfAWaitIsNeverOverlooked() {
        var silent = silent();
        for (int round = 0; round < 500; round++) {
            var asker =
                    syndicate.createActor(String.class, (context, message) -> silent.ask("well?", String.class, LONG));
            asker.tell("ask it");
            syndicate.stop(asker);
            assertThat(syndicate.awaitStop(asker, AT_ONCE))
                    .as("round %s", round)
                    .isTrue();
        }
    }

    @Test
    void aChainOfTwentyAsksIsAnswered() {
        var chain = syndicate.createActor(Total.class, (context, message) -> message.reply(message.content(), 0L));
        for (int i = 0; i < 20; i++) {
            var next = chain;
            chain = syndicate.createActor(() -> new Link(next));
        }
        assertThat(chain.ask(new Total(0), LONG)).isEqualTo(20);
    }

    /** Asks the next one and adds one. */
    private static final class Link extends Actor<Total> {

        private final ActorRef<Total> next;

        Link(ActorRef<Total> next) {
            this.next = next;
        }

        @Override
        protected void process(Message<Total> message) {
            message.reply(message.content(), 1 + ask(message.content(), next));
        }
    }

    private ActorRef<String> silent() {
        return syndicate.createActor(String.class, (context, message) -> {});
    }

    private static <X extends AskException> void assertFailsAtOnce(Class<X> kind, ActorRef<String> actor) {
        var failure = catchThrowableOfType(kind, () -> actor.ask("well?", String.class, LONG));

        assertThat(failure).isNotNull();
        assertThat(failure.elapsed()).isLessThan(AT_ONCE);
        assertThat(failure.target()).isEqualTo(actor.path());
    }
}
