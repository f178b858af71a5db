package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: a failing handler fails its own message; the asker is told at once, the actor stops, what is queued becomes dead letters. */
@Timeout(60)
class P4FailureTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    /** Far below {@link #LONG}, far above what it takes. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final Syndicate syndicate = Syndicate.open("p4");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** What the handlers of these tests throw. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    @Test
    void theAskerIsToldAtOnceWithTheCause() {
        var actor = throwing(new Broken("no such order"));

        var failure = catchThrowableOfType(AskFailedException.class, () -> actor.ask("order", String.class, LONG));

        assertThat(failure).hasCauseInstanceOf(Broken.class).hasRootCauseMessage("no such order");
        assertThat(failure.elapsed()).isLessThan(AT_ONCE);
        assertThat(failure.target()).isEqualTo(actor.path());
        assertThat(failure.messageType()).isEqualTo(String.class);
    }

    @Test
    void anActorThatAsksIsToldAtOnceWithTheCause() throws Exception {
        var actor = throwing(new Broken("no such order"));
        var outcomes = new Mail<Throwable>();
        var asker = syndicate.createActor(String.class, (context, message) -> {
            try {
                actor.ask("order", String.class, LONG);
            } catch (AskFailedException e) {
                outcomes.put(e.getCause());
            }
        });

        asker.tell("ask it");

        assertThat(outcomes.take()).isInstanceOf(Broken.class);
    }

    @Test
    void aFutureFailsWithTheSameException() {
        CompletableFuture<String> future = throwing(new Broken("no")).askAsync("order", String.class, LONG);

        assertThatThrownBy(future::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(Broken.class);
    }

    @Test
    void whatIsQueuedBehindTheFailureBecomesDeadLettersAndItsAskersAreTold() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
            throw new Broken("first");
        });
        actor.tell("first");
        entered.await();
        actor.tell("second");
        var ask = actor.askAsync("third", String.class, LONG);
        release.open();

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        Books.settled(syndicate);
        assertThat(syndicate.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.ACTOR_STOPPED && letter.accepted())
                .extracting(DeadLetter::content)
                .containsExactly("second", "third");
    }

    @Test
    void theFailedMessageItselfCountsAsFailedAndIsNoDeadLetter() {
        var actor = throwing(new Broken("no"));
        actor.tell("one");

        var ledger = Books.settled(syndicate);

        assertThat(ledger.failed()).isEqualTo(1);
        assertThat(ledger.deadLettered()).isZero();
        assertThat(syndicate.deadLetters()).isEmpty();
    }

    @Test
    void aReplyBeforeAThrowStands() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            message.reply("done");
            throw new Broken("afterwards");
        });

        assertThat(actor.ask("order", String.class, LONG)).isEqualTo("done");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void anAskThatWasHandledWithoutAReplyFailsWhenALaterMessageStopsTheActor() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("fail")) {
                throw new Broken("later");
            }
        });
        var unanswered = actor.askAsync("never answered", String.class, LONG);
        actor.tell("fail");

        assertThatThrownBy(unanswered::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void anErrorIsAFailureLikeAnother() {
        assertAskFailsWith(new AssertionError("broken"));
    }

    @Test
    void anErrorOfTheVirtualMachineIsAFailureLikeAnother() {
        assertAskFailsWith(new InternalError("broken"));
    }

    @Test
    void anInterruptedExceptionIsAFailureLikeAnother() {
        assertAskFailsWith(new InterruptedException("broken"));
    }

    @Test
    void anEndlessRecursionFailsItsMessageAndOtherActorsGoOn() {
        var actor = syndicate.createActor(Integer.class, (context, message) -> message.reply(depth(message.content())));

        assertThatThrownBy(() -> actor.ask(1, Integer.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
        assertThat(echo().ask("alive", String.class, LONG)).isEqualTo("alive");
    }

    @SuppressWarnings("InfiniteRecursion") // which is what it is for
    private static int depth(int from) {
        return depth(from + 1) + 1;
    }

    @Test
    void anExceptionThatCannotBePrintedIsAFailureLikeAnother() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            throw new Unprintable();
        });
        actor.tell("order");

        assertThat(syndicate.awaitStop(actor, AT_ONCE)).isTrue();
    }

    @Test
    void theAskerIsToldOfAnExceptionThatCannotBePrinted() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            throw new Unprintable();
        });

        assertThatThrownBy(() -> actor.ask("order", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(Unprintable.class);
    }

    /** Throws when it is asked for its text. */
    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new AssertionError("there is no text");
        }
    }

    @Test
    void theActorStopsAndItsPostStopRuns() throws Exception {
        var stopped = new Gate();
        var actor = syndicate.createActor(() -> new FailingActor(stopped::open));
        actor.tell("fail");

        stopped.await();
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void aPostStopThatThrowsDoesNotStopTheStoppingAndIsReported() throws Exception {
        var events = new Mail<RuntimeEvent.PostStopFailed>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.PostStopFailed failed) {
                events.put(failed);
            }
        });
        var actor = syndicate.createActor(() -> new FailingActor(() -> {
            throw new IllegalStateException("no way out");
        }));
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        var event = events.take();
        assertThat(event.path()).isEqualTo(actor.path());
        assertThat(event.cause()).hasMessage("no way out");
        subscription.close();
    }

    private static final class FailingActor extends Actor<String> {

        private final Runnable atStop;

        FailingActor(Runnable atStop) {
            this.atStop = atStop;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            throw new Broken(message.content());
        }

        @Override
        protected void postStop() {
            atStop.run();
        }
    }

    @Test
    void aPostStopBehindAFailureIsNotCutByTheDeadlineOfTheFailedMessage() throws Exception {
        var outcomes = new Mail<Object>();
        var slow = syndicate.createActor(String.class, (context, message) -> {
            Thread.sleep(5);
            message.reply("answer");
        });
        var passed = new Gate();
        var actor = syndicate.createActor(() -> new LateAsker(slow, passed, outcomes));
        assertThatThrownBy(() -> actor.ask("order", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class);
        passed.open();

        assertThat(outcomes.take()).isEqualTo("answer");
    }

    /** Fails when the ask that it handles has timed out, and asks somebody in its {@code postStop}. */
    private static final class LateAsker extends Actor<String> {

        private final ActorRef<String> slow;
        private final Gate passed;
        private final Mail<Object> outcomes;

        LateAsker(ActorRef<String> slow, Gate passed, Mail<Object> outcomes) {
            this.slow = slow;
            this.passed = passed;
            this.outcomes = outcomes;
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            passed.await();
            throw new Broken("late");
        }

        @Override
        protected void postStop() {
            try {
                outcomes.put(slow.ask("question", String.class, LONG));
            } catch (RuntimeException e) {
                outcomes.put(e);
            }
        }
    }

    @Test
    void operatorsAreToldWhichHandlerFailedOnWhat() throws Exception {
        var events = new Mail<RuntimeEvent.HandlerFailed>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.HandlerFailed failed) {
                events.put(failed);
            }
        });
        var actor = throwing(new Broken("no"));
        actor.tell("order");

        var event = events.take();
        assertThat(event.path()).isEqualTo(actor.path());
        assertThat(event.messageType()).isEqualTo(String.class);
        assertThat(event.cause()).isInstanceOf(Broken.class);
        subscription.close();
    }

    @Test
    void otherMessagesOfOtherActorsAreNotTouched() {
        var echo = echo();
        IntStream.range(0, 100).forEach(i -> throwing(new Broken("no")).tell("fail"));

        assertThat(echo.ask("alive", String.class, LONG)).isEqualTo("alive");
    }

    @Test
    void anInterruptFlagDoesNotLeakIntoAnotherTurn() throws Exception {
        var flags = new Mail<Boolean>();
        var first = syndicate.createActor(
                String.class, (context, message) -> Thread.currentThread().interrupt());
        var second = syndicate.createActor(
                String.class,
                (context, message) -> flags.put(Thread.currentThread().isInterrupted()));
        for (int i = 0; i < 500; i++) {
            first.tell("interrupt yourself");
            second.tell("look");
        }

        assertThat(flags.take(500)).containsOnly(false);
    }

    @Test
    void anInterruptFlagDoesNotLeakIntoTheNextMessageOfTheSameActor() throws Exception {
        var flags = new Mail<Boolean>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            flags.put(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        for (int i = 0; i < 200; i++) {
            actor.tell("interrupt yourself");
        }

        assertThat(flags.take(200)).containsOnly(false);
    }

    private void assertAskFailsWith(Throwable thrown) {
        var actor = throwing(thrown);

        assertThatThrownBy(() -> actor.ask("order", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .cause()
                .isSameAs(thrown);
        Await.until("the actor stops", () -> !actor.tell("more").accepted());
    }

    private ActorRef<String> throwing(Throwable thrown) {
        return syndicate.createActor(String.class, (context, message) -> P4FailureTest.<Exception>sneakily(thrown));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // lets a handler throw any Throwable
    private static <X extends Throwable> void sneakily(Throwable thrown) throws X {
        throw (X) thrown;
    }

    private ActorRef<String> echo() {
        return syndicate.createActor(String.class, (context, message) -> message.reply(message.content()));
    }
}
