package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.spi.Attachment;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.Delegation.Outcome;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.NoticeHandler;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message that is held stands in the books once, whoever has it, and its holder learns what becomes of it. */
@Timeout(60)
class DelegationTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("delegation");
    private final Mail<Delegation<String>> held = new Mail<>();
    private final Mail<Notice> notices = new Mail<>();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    /** Holds each message, but fails on "throw" behind that, and notes its notices. */
    private final class Holder extends Actor<String> implements NoticeHandler {
        @Override
        protected void process(Message<String> message) throws IOException {
            held.put(Delegation.hold(message));
            if (message.content().equals("throw")) {
                throw new IOException("behind");
            }
        }

        @Override
        public void onNotice(Notice notice) {
            notices.put(notice);
        }
    }

    private ActorRef<String> worker() {
        return syndicate.createActor(String.class, (context, message) -> {
            switch (message.content()) {
                case "wait" -> gate.awaitStubbornly();
                case "fail" -> throw new IOException("no");
                default -> message.reply("done");
            }
        });
    }

    private Outcome outcome() throws InterruptedException {
        return ((Delegation.Ended) notices.take()).outcome();
    }

    @Test
    void whatIsHeldIsInFlightUntilSomebodyHasHandledIt() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var ask = holder.askAsync("a", String.class, LONG);
        var delegation = held.take();
        assertThat(Books.settledWith(syndicate, 1).accepted()).isEqualTo(1);
        assertThat(delegation.to(worker()).accepted()).isTrue();

        assertThat(ask.join()).isEqualTo("done");
        assertThat(outcome()).isEqualTo(new Outcome.Handled());
        var ledger = Books.settled(syndicate);
        assertThat(ledger.accepted()).isEqualTo(2); // the message and its reply
        assertThat(ledger.processed()).isEqualTo(2);
        assertThat(delegation.isSettled()).isTrue();
        assertThat(delegation.done()).isFalse();
    }

    @Test
    void aFailureComesBackAndTheAskerGoesOnWaiting() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var ask = holder.askAsync("fail", String.class, LONG);
        var delegation = held.take();
        delegation.to(worker());

        assertThat(outcome()).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.cause()).hasMessage("no");
            assertThat(failed.stops()).isTrue();
        });
        Books.settledWith(syndicate, 1);
        assertThat(ask).isNotDone();
        delegation.fail(new IOException("given up"));
        assertThatThrownBy(ask::join)
                .hasCauseInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("given up");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @Test
    void whatWaitsAtAWorkerThatStopsComesBack() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var worker = worker();
        worker.tell("wait");
        var ask = holder.askAsync("a", String.class, LONG);
        var delegation = held.take();
        delegation.to(worker);
        Await.until("the holder's turn has ended", () -> syndicate.ledger().inFlight() == 2);
        syndicate.stop(worker);
        gate.open();

        assertThat(outcome()).isEqualTo(new Outcome.NotHandled(DeadLetterReason.ACTOR_STOPPED, false));
        assertThat(syndicate.awaitStop(worker, LONG)).isTrue();
        assertThat(delegation.to(worker)).isEqualTo(new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED));
        assertThat(syndicate.deadLetters()).isEmpty();
        assertThat(ask).isNotDone();
        delegation.to(worker());
        assertThat(ask.join()).isEqualTo("done");
        Books.settled(syndicate);
    }

    @Test
    void aWorkerThatIsStoppedWhileItWaitsInTheFrameworkGivesTheMessageBackBegun() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var silent = syndicate.createActor(String.class, (context, message) -> {});
        var entered = new Gate();
        var worker = syndicate.createActor(String.class, (context, message) -> {
            entered.open();
            silent.ask("a", String.class, LONG);
        });
        holder.tell("a");
        held.take().to(worker);
        entered.await();
        syndicate.stop(worker);

        assertThat(outcome()).isEqualTo(new Outcome.NotHandled(DeadLetterReason.ACTOR_STOPPED, true));
    }

    @Test
    void aHolderThatStopsMakesDeadLettersAndTellsTheAskers() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var ask = holder.askAsync("a", String.class, LONG);
        held.take();
        syndicate.stop(holder);

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
    }

    @Test
    void aHolderThatRestartsFailsWhatItHolds() throws Exception {
        var holder = syndicate.createActor(
                ActorSpec.of(Holder::new).supervision(Supervision.restart().backoff(Backoff.none())));
        var ask = holder.askAsync("a", String.class, LONG);
        held.take();
        holder.tell("throw");

        assertThatThrownBy(ask::join)
                .hasCauseInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("behind");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(2);
    }

    @Test
    void aThrowBehindTheHoldIsNoFailureOfTheMessage() throws Exception {
        var holder = syndicate.createActor(ActorSpec.of(Holder::new).supervision(Supervision.resume()));
        var ask = holder.askAsync("throw", String.class, LONG);
        var delegation = held.take();
        assertThat(Books.settledWith(syndicate, 1).failed()).isZero();
        delegation.to(worker());

        assertThat(ask.join()).isEqualTo("done");
        Books.settled(syndicate);
    }

    @Test
    void onlyTheMessageInHandCanBeHeldOnce() throws Exception {
        var refusals = new Mail<Throwable>();
        var kept = new Mail<Message<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> {
            Delegation<String> delegation = Delegation.hold(message);
            refusals.put(org.assertj.core.api.Assertions.catchThrowable(() -> Delegation.hold(message)));
            refusals.put(org.assertj.core.api.Assertions.catchThrowable(context::stash));
            delegation.done();
            kept.put(message);
        });
        actor.tell("a");

        assertThat(refusals.take(2)).allSatisfy(e -> assertThat(e).isInstanceOf(IllegalStateException.class));
        var outside = kept.take();
        assertThatIllegalStateException().isThrownBy(() -> Delegation.hold(outside));
        Books.settled(syndicate);
    }

    @Test
    void aMessageCannotBeGivenTwiceAtOnce() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        holder.tell("wait");
        var delegation = held.take();
        var worker = worker();
        delegation.to(worker);

        assertThatIllegalStateException()
                .isThrownBy(() -> delegation.to(worker()))
                .withMessageContaining("is with " + worker.path());
        assertThatIllegalStateException().isThrownBy(() -> delegation.alsoTo(worker()));
        assertThatIllegalArgumentException().isThrownBy(() -> delegation.to(syndicate.ref()));
    }

    @Test
    void aCircleThroughADelegationIsFound() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var outcomes = new Mail<Throwable>();
        var asker = new Mail<ActorRef<String>>();
        var worker = syndicate.createActor(String.class, (context, message) -> {
            try {
                asker.take().ask("back", String.class, LONG);
            } catch (AskCycleException e) {
                outcomes.put(e);
            }
            message.reply("broken up");
        });
        var first = syndicate.createActor(String.class, (context, message) -> {
            try {
                holder.ask("a", String.class, LONG);
            } catch (AskCycleException e) {
                outcomes.put(e);
            }
        });
        asker.put(first);
        first.tell("go");
        held.take().to(worker);

        assertThat(outcomes.take()).hasMessageContaining("wait for each other");
        Await.until("an end", () -> syndicate.ledger().balanced());
    }

    @Test
    void aDelegatedMessageThatIsForwardedIsAnothersToAnswer() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var last = worker();
        var worker = syndicate.createActor(String.class, (context, message) -> message.forward(last));
        var ask = holder.askAsync("a", String.class, LONG);
        held.take().to(worker);

        assertThat(ask.join()).isEqualTo("done");
        assertThat(outcome()).isEqualTo(new Outcome.Handled());
        Books.settled(syndicate);
    }

    @Test
    void aDelegatedMessageThatIsStashedIsInFlightOnce() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        var worker = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
            if (message.content().equals("now")) {
                context.unstashAll();
                context.unbecome();
                context.become((self, stashed) -> stashed.reply("from the stash"));
            } else {
                context.stash();
            }
        }));
        var ask = holder.askAsync("later", String.class, LONG);
        held.take().to(worker);
        Books.settledWith(syndicate, 1);
        worker.tell("now");

        assertThat(ask.join()).isEqualTo("from the stash");
        Books.settled(syndicate);
        holder.tell("again");
        var other = syndicate.createActor(String.class, (context, message) -> context.stash());
        held.take().to(other);
        Books.settledWith(syndicate, 1);
        syndicate.stop(other);
        assertThat(outcome()).isEqualTo(new Outcome.Handled());
        assertThat(outcome()).isInstanceOf(Outcome.NotHandled.class);
    }

    @Test
    void attachmentsAreFoundByTheirType() {
        var actor = syndicate.createActor(String.class, (context, message) -> {
            Attachment.set(context, "attached");
            message.reply("done");
        });
        assertThat(Attachment.find(actor, String.class)).isEmpty();
        actor.ask("a", String.class, LONG);

        assertThat(Attachment.find(actor, String.class)).contains("attached");
        assertThat(Attachment.find(actor, Integer.class)).isEmpty();
        assertThat(Attachment.find(syndicate.ref(), String.class)).isEmpty();
    }

    /** A notice of a test. */
    private record Note(int number) implements Notice {}

    @Test
    void noticesComeBehindWhatIsQueuedAndStandInNoBooks() throws Exception {
        var holder = syndicate.createActor(Holder::new);
        for (int i = 0; i < 10; i++) {
            Notice.tell(holder, new Note(i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(notices.take()).isEqualTo(new Note(i));
        }
        Notice.tell(worker(), new Note(0)); // which handles none
        assertThat(Books.settled(syndicate).offered()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Notice.tell(syndicate.ref(), new Note(1)));
    }
}
