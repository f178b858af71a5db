package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.RuntimeEvent.AskFailed.Failure;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators hear of a running syndicate. */
@Timeout(60)
class EventsTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(30);

    /** So many events a subscriber may be behind. */
    private static final int PLACES = 2048;

    private final Syndicate syndicate = Syndicate.open("events");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void deadLettersAreSubscribedToWithoutACast() throws Exception {
        var letters = new Mail<RuntimeEvent.DeadLettered>();
        try (var _ = syndicate.subscribe(RuntimeEvent.DeadLettered.class, letters::put)) {
            stopped().tell("nobody hears this");

            assertThat(letters.take().deadLetter().reason()).isEqualTo(DeadLetterReason.ACTOR_STOPPED);
        }
    }

    @Test
    void lateRepliesAreDeadLettersOfTheirReason() throws Exception {
        var late = new Mail<RuntimeEvent.DeadLettered>();
        var release = new Gate();
        var slow = syndicate.createActor(String.class, (context, message) -> {
            release.await();
            message.reply("too late");
        });
        try (var _ = syndicate.subscribe(RuntimeEvent.DeadLettered.class, event -> {
            if (event.deadLetter().reason() == DeadLetterReason.LATE_REPLY) {
                late.put(event);
            }
        })) {
            assertThatThrownBy(() -> slow.ask("well?", String.class, Duration.ofSeconds(1)))
                    .isInstanceOf(AskException.class);
            release.open();

            assertThat(late.take().deadLetter().sender()).isEqualTo(slow.path());
        }
    }

    @Test
    void aSubscriptionToOneKindHearsNothingElse() throws Exception {
        var heard = new Mail<Object>();
        try (var _ = syndicate.subscribe(RuntimeEvent.StartFailed.class, heard::put)) {
            stopped().tell("a dead letter");
            failToStart();

            assertThat(heard.take()).isInstanceOf(RuntimeEvent.StartFailed.class);
            assertThat(heard.all()).isEmpty();
        }
    }

    @Test
    void aFailedStartIsToldWithItsCause() throws Exception {
        var failed = new Mail<RuntimeEvent.StartFailed>();
        try (var _ = syndicate.subscribe(RuntimeEvent.StartFailed.class, failed::put)) {
            failToStart();

            var event = failed.take();
            assertThat(event.path()).startsWith("spark://events/unable-");
            assertThat(event.cause()).hasMessage("unable");
        }
    }

    private void failToStart() {
        assertThatThrownBy(() -> syndicate.createActor(Unable::new)).isInstanceOf(ActorCreationException.class);
    }

    private static final class Unable extends Actor<String> {
        @Override
        protected void preStart() {
            throw new IllegalStateException("unable");
        }

        @Override
        protected void process(Message<String> message) {}
    }

    @Test
    void aSubscriberThatIsTooSlowIsToldWhereAndHowManyItHasMissed() throws Exception {
        var heard = new Mail<RuntimeEvent>();
        var began = new Gate();
        var release = new Gate();
        var dead = closed();
        var subscription = syndicate.subscribe(event -> {
            began.open();
            release.awaitStubbornly();
            heard.put(event);
        });
        dead.tell("the one that is being told");
        began.await();
        for (int i = 0; i < PLACES + 951; i++) {
            dead.tell("more");
        }
        assertThat(subscription.lost()).isEqualTo(951);
        release.open();

        assertThat(heard.take(1 + PLACES)).hasOnlyElementsOfType(RuntimeEvent.DeadLettered.class);
        assertThat(heard.take()).isEqualTo(new RuntimeEvent.EventsLost(951));
        dead.tell("the next");
        assertThat(heard.take()).isInstanceOf(RuntimeEvent.DeadLettered.class);
        subscription.close();
    }

    @Test
    void eventsOfOtherKindsPushNoneOut() throws Exception {
        var heard = new Mail<RuntimeEvent.StartFailed>();
        var release = new Gate();
        var subscription = syndicate.subscribe(RuntimeEvent.StartFailed.class, event -> {
            release.awaitStubbornly();
            heard.put(event);
        });
        failToStart();
        var dead = stopped();
        for (int i = 0; i < 2 * PLACES; i++) {
            dead.tell("more");
        }
        failToStart();
        release.open();

        heard.take(2);
        assertThat(subscription.lost()).isZero();
        subscription.close();
    }

    @Test
    void aSubscriberThatNeverReturnsHoldsUpNoActor() throws Exception {
        var began = new Gate();
        var release = new Gate();
        var subscription = syndicate.subscribe(event -> {
            began.open();
            release.awaitStubbornly();
        });
        var dead = stopped();
        dead.tell("one");
        began.await();
        var teller = syndicate.createActor(String.class, (context, message) -> {
            for (int i = 0; i < 2 * PLACES; i++) {
                dead.tell("more");
            }
            message.reply("told");
        });

        assertThat(teller.ask("tell", String.class, LONG)).isEqualTo("told");
        release.open();
        subscription.close();
    }

    @Test
    void aSubscriberThatThrowsHearsTheNextEvent() throws Exception {
        var heard = new Mail<RuntimeEvent>();
        try (var _ = syndicate.subscribe(RuntimeEvent.DeadLettered.class, event -> {
            heard.put(event);
            throw new AssertionError("a broken subscriber");
        })) {
            stopped().tell("one");
            stopped().tell("two");

            assertThat(heard.take(2)).hasSize(2);
        }
    }

    @Test
    void eachAskWithoutAReplyIsToldWithItsReason() throws Exception {
        var failed = new Mail<RuntimeEvent.AskFailed>();
        var never = syndicate.createActor(Object.class, (context, message) -> {});
        var broken = syndicate.createActor(Object.class, (context, message) -> {
            throw new IllegalStateException("broken");
        });
        ActorRef<Object> picky = cast(syndicate.createActor(Integer.class, (context, message) -> {}));
        ActorRef<Object> dead = cast(stopped());
        var circle = syndicate.createActor(
                Object.class, (context, message) -> context.self().ask("me", String.class));
        try (var _ = syndicate.subscribe(RuntimeEvent.AskFailed.class, failed::put)) {
            assertThatThrownBy(() -> never.ask("a", String.class, SHORT)).isInstanceOf(AskException.class);
            assertFailed(failed.take(), never, Failure.TIMED_OUT);

            assertThatThrownBy(() -> broken.ask("b", String.class, LONG)).isInstanceOf(AskException.class);
            assertFailed(failed.take(), broken, Failure.HANDLER_FAILED);

            assertThatThrownBy(() -> picky.ask("c", String.class, LONG)).isInstanceOf(AskException.class);
            assertFailed(failed.take(), picky, Failure.REFUSED);

            assertThatThrownBy(() -> dead.askAsync("d", String.class, LONG).join())
                    .isInstanceOf(CompletionException.class);
            assertFailed(failed.take(), dead, Failure.TARGET_STOPPED);

            circle.tell("begin");
            assertThat(failed.take())
                    .returns(circle.path(), RuntimeEvent.AskFailed::asker)
                    .returns(Failure.CYCLE, RuntimeEvent.AskFailed::failure);

            never.askAsync("e", String.class, LONG).cancel(true);
            assertFailed(failed.take(), never, Failure.CANCELLED);
            assertThat(failed.all()).isEmpty();
        }
    }

    private static void assertFailed(RuntimeEvent.AskFailed event, ActorRef<?> target, Failure failure) {
        assertThat(event.failure()).isEqualTo(failure);
        assertThat(event.target()).isEqualTo(target.path());
        assertThat(event.asker()).isEqualTo("spark://events");
        assertThat(event.requestType()).isEqualTo(String.class);
        assertThat(event.waited()).isBetween(Duration.ZERO, LONG);
    }

    private record Chunks() implements StreamRequest<Object, String, String> {}

    @Test
    void aStreamThatFailsIsToldToo() throws Exception {
        var failed = new Mail<RuntimeEvent.AskFailed>();
        var broken = syndicate.createActor(Object.class, (context, message) -> {
            throw new IllegalStateException("broken");
        });
        try (var _ = syndicate.subscribe(RuntimeEvent.AskFailed.class, failed::put);
                var stream = broken.askStream(new Chunks(), LONG)) {
            assertThatThrownBy(stream::result).isInstanceOf(AskException.class);

            assertThat(failed.take().failure()).isEqualTo(Failure.HANDLER_FAILED);
        }
    }

    /** Events that wait when a subscription ends are still delivered. */
    @Test
    void anEndedSubscriptionDeliversWhatItHas() throws Exception {
        var heard = new ArrayList<RuntimeEvent>();
        var release = new Gate();
        var done = new Gate(100);
        var subscription = syndicate.subscribe(RuntimeEvent.DeadLettered.class, event -> {
            release.awaitStubbornly();
            heard.add(event);
            done.open();
        });
        var dead = stopped();
        for (int i = 0; i < 100; i++) {
            dead.tell("a letter");
        }
        subscription.close();
        dead.tell("not heard any more");
        release.open();
        done.await();

        syndicate.close();
        assertThat(List.copyOf(heard)).hasSize(100);
    }

    /**
     * The ref of an inbox that takes nothing any more. Of an actor an event may come at any time: where its thread is not let run, even its
     * last turn is a runaway.
     */
    private ActorRef<Object> closed() {
        try (var endpoint = syndicate.endpoint()) {
            return endpoint.ref();
        }
    }

    /** An actor that has stopped and of which no event is still to come: the state changes before the event is published. */
    private ActorRef<String> stopped() throws InterruptedException {
        var ended = new Mail<RuntimeEvent.ActorStopped>();
        try (var _ = syndicate.subscribe(RuntimeEvent.ActorStopped.class, ended::put)) {
            var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {}));
            syndicate.stop(actor);
            ended.take();
            return actor;
        }
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<Object> cast(ActorRef<?> ref) {
        return (ActorRef<Object>) ref;
    }
}
