package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Delivery.Refused;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P1: a local send is accepted, or refused to the sender with a reason; it is never lost silently. */
@Timeout(60)
class P1NothingLostTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final Syndicate syndicate = Syndicate.open("p1");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    @Test
    void aSendToARunningActorIsAcceptedAndProcessed() throws Exception {
        var processed = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> processed.open());

        assertThat(actor.tell("hello").accepted()).isTrue();

        processed.await();
    }

    @Test
    void aSendToAStoppedActorIsRefusedWithThatReason() {
        var actor = stoppedActor();

        assertThat(actor.tell("too late")).isEqualTo(new Refused(DeadLetterReason.ACTOR_STOPPED));
        assertRecorded("too late", DeadLetterReason.ACTOR_STOPPED, false);
    }

    @Test
    void aForwardToAStoppedActorIsRefusedToTheForwarder() throws Exception {
        var stopped = stoppedActor();
        var outcomes = new Mail<Delivery>();
        var forwarder =
                syndicate.createActor(String.class, (context, message) -> outcomes.put(message.forward(stopped)));

        forwarder.tell("hello");

        assertThat(outcomes.take()).isEqualTo(new Refused(DeadLetterReason.ACTOR_STOPPED));
    }

    @Test
    void aSendFromOneActorToAStoppedOneIsRefusedToTheSendingActor() throws Exception {
        var stopped = stoppedActor();
        var outcomes = new Mail<Delivery>();
        var sender = syndicate.createActor(
                String.class, (context, message) -> outcomes.put(context.tell(message.content(), stopped)));

        sender.tell("hello");

        assertThat(outcomes.take()).isEqualTo(new Refused(DeadLetterReason.ACTOR_STOPPED));
    }

    @Test
    void aSendFromOutsideWhileTheSyndicateClosesIsRefusedWithThatReason() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell("first");
        entered.await();
        var closer = Crew.start(1, member -> syndicate.close(LONG));
        Await.until("the close begins", syndicate::isClosed);

        assertThat(actor.tell("during the close")).isEqualTo(new Refused(DeadLetterReason.SYNDICATE_CLOSED));

        release.open();
        closer.join();
    }

    @Test
    void aSendToAnActorOfAClosedSyndicateIsRefusedWithThatReason() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.close();

        assertThat(actor.tell("after the close")).isEqualTo(new Refused(DeadLetterReason.SYNDICATE_CLOSED));
        assertRecorded("after the close", DeadLetterReason.SYNDICATE_CLOSED, false);
    }

    @Test
    void aSendToTheInboxOfAClosedSyndicateIsRefusedWithThatReason() {
        var inbox = syndicate.ref();
        syndicate.close();

        assertThat(inbox.tell("after the close")).isEqualTo(new Refused(DeadLetterReason.SYNDICATE_CLOSED));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aSendOfAWrongTypeIsRefusedAndNeverReachesTheHandler() {
        var handled = new AtomicInteger();
        var actor = syndicate.createActor(String.class, (context, message) -> handled.incrementAndGet());

        Delivery delivery = ((ActorRef<Object>) (ActorRef<?>) actor).tell(42);

        assertThat(delivery).isEqualTo(new Refused(DeadLetterReason.WRONG_TYPE));
        assertRecorded(42, DeadLetterReason.WRONG_TYPE, false);
        Books.settled(syndicate);
        assertThat(handled).hasValue(0);
    }

    @Test
    void anActorIsNotFoundByItsNameWhileItIsBeingMade() throws Exception {
        var making = new Gate();
        var made = new Gate();
        var handled = new Mail<Object>();
        var spec = ActorSpec.<String>of(() -> {
                    making.open();
                    made.awaitStubbornly();
                    return new Keeper(handled);
                })
                .named("slow");
        var creator = Crew.start(1, member -> syndicate.createActor(spec));
        making.await();
        assertThat(syndicate.registry().find("slow", String.class)).isEmpty();
        made.open();
        creator.join();

        syndicate.registry().find("slow", String.class).orElseThrow().tell("right");

        assertThat(handled.take()).isEqualTo("right");
    }

    /** Keeps what it handles. */
    private static final class Keeper extends Actor<String> {

        private final Mail<Object> handled;

        Keeper(Mail<Object> handled) {
            this.handled = handled;
        }

        @Override
        protected void process(Message<String> message) {
            Object content = ((Message<?>) message).content(); // a cast to String would hide what came
            handled.put(content);
        }
    }

    @Test
    void aSendToAFullInboxIsRefusedAndTheHundredThousandBeforeItAreKept() {
        var inbox = syndicate.ref();
        for (int i = 0; i < 100_000; i++) {
            assertThat(inbox.tell(i).accepted()).isTrue();
        }

        assertThat(inbox.tell("one too many")).isEqualTo(new Refused(DeadLetterReason.INBOX_FULL));

        assertThat(syndicate.ledger().inFlight()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(syndicate.receive(Duration.ZERO).content()).isEqualTo(i);
        }
        assertThat(inbox.tell("room again").accepted()).isTrue();
    }

    @Test
    void aSendToAClosedEndpointIsRefusedAndWhatItHeldBecomesADeadLetter() {
        var endpoint = syndicate.endpoint();
        var ref = endpoint.ref();
        ref.tell("never received");
        endpoint.close();

        assertThat(ref.tell("too late")).isEqualTo(new Refused(DeadLetterReason.INBOX_CLOSED));
        assertRecorded("never received", DeadLetterReason.INBOX_CLOSED, true);
        assertRecorded("too late", DeadLetterReason.INBOX_CLOSED, false);
    }

    @Test
    void aReplyToAMessageThatNobodySentIsRefusedWithThatReason() throws Exception {
        var outcomes = new Mail<Delivery>();
        var actor = syndicate.createActor(String.class, (context, message) -> outcomes.put(message.reply("to whom?")));

        actor.tell("anonymous");

        assertThat(outcomes.take()).isEqualTo(new Refused(DeadLetterReason.NO_SENDER));
    }

    @Test
    void stoppingLeavesNoQueuedMessageWithoutADeadLetter() throws Exception {
        var entered = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(Integer.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell(0);
        entered.await();
        for (int i = 1; i <= 500; i++) {
            assertThat(actor.tell(i).accepted()).isTrue();
        }
        syndicate.stop(actor);
        release.open();

        var ledger = Books.settled(syndicate);

        assertThat(ledger.processed()).isEqualTo(1);
        assertThat(ledger.deadLettered()).isEqualTo(500);
        assertThat(syndicate.deadLetters())
                .filteredOn(DeadLetter::accepted)
                .extracting(DeadLetter::content)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 500)
                        .boxed()
                        .map(Object.class::cast)
                        .toList());
    }

    @Test
    void aStopThatRacesWithFourSendersLosesNothing() {
        for (int round = 0; round < 200; round++) {
            var processed = new AtomicLong();
            var accepted = new AtomicLong();
            var refused = new AtomicLong();
            var before = syndicate.ledger();
            var actor = syndicate.createActor(Integer.class, (context, message) -> processed.incrementAndGet());
            int stopAfter = round;
            Crew.run(5, member -> {
                if (member == 4) {
                    Await.until("some were processed", () -> processed.get() >= Math.min(stopAfter, 50));
                    syndicate.stop(actor);
                    return;
                }
                for (int i = 0; i < 100; i++) {
                    (actor.tell(i).accepted() ? accepted : refused).incrementAndGet();
                }
            });
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            var after = Books.settled(syndicate);

            assertThat(after.accepted() - before.accepted()).isEqualTo(accepted.get());
            assertThat(after.refused() - before.refused()).isEqualTo(refused.get());
            assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(accepted.get() - processed.get());
        }
    }

    @Test
    void whatAnActorThatIsBeingStoppedByManyThreadsHoldsIsDeadLetteredOnce() {
        for (int round = 0; round < 100; round++) {
            var before = syndicate.ledger();
            var processed = new AtomicLong();
            var actor = syndicate.createActor(Integer.class, (context, message) -> processed.incrementAndGet());
            Crew.run(3, member -> {
                actor.tell(member);
                syndicate.stop(actor);
                actor.tell(member);
            });
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            var after = Books.settled(syndicate);

            assertThat(after.offered() - before.offered()).isEqualTo(6);
            assertThat(after.processed() - before.processed()).isEqualTo(processed.get());
        }
    }

    private ActorRef<String> stoppedActor() {
        var actor = syndicate.createActor(String.class, (context, message) -> {});
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        return actor;
    }

    private void assertRecorded(Object content, DeadLetterReason reason, boolean accepted) {
        assertThat(syndicate.deadLetters()).anySatisfy(letter -> {
            assertThat(letter.content()).isEqualTo(content);
            assertThat(letter.reason()).isEqualTo(reason);
            assertThat(letter.accepted()).isEqualTo(accepted);
        });
    }
}
