package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.spi.OutboundMessage;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom an asker hears when it has asked another system: nobody can answer in place of who was asked. */
@Timeout(60)
class RemoteAskerTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("remote-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("remote-right", c -> c.remote(network));
    private final Syndicate third = Syndicate.open("remote-third", c -> c.remote(network));
    private final ActorRef<String> far = left.ref(
            right.createActor(String.class, (context, message) -> message.reply("re: " + message.content()))
                    .id(),
            String.class);

    @AfterEach
    void close() {
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
        third.close(Duration.ZERO);
    }

    private Delivery tell(@Nullable Syndicate from, ActorId target, String content) {
        SystemId peer = from == null ? null : from.systemId();
        return network.home(left.systemId())
                .receive(
                        peer,
                        new InboundMessage(target, null, content, Map.of(), "x", Long.MAX_VALUE, null, null, null));
    }

    @Test
    void aFailureIsTakenFromTheAskedSystemAlone() {
        network.hold();
        CompletableFuture<String> ask = far.askAsync("hello", String.class, LONG);
        ActorId asker = network.takeHeld().sender();
        var home = network.home(left.systemId());

        assertThat(home.handlerThrew(third.systemId(), asker, new IOException("forged")))
                .isFalse();
        assertThat(home.targetStopped(third.systemId(), asker)).isFalse();
        assertThat(home.refused(third.systemId(), asker, DeadLetterReason.OVERFLOW))
                .isFalse();
        assertThat(ask).isNotDone();
        assertThat(home.targetStopped(right.systemId(), asker)).isTrue();
        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void aReplyIsTakenFromTheAskedSystemAlone() {
        network.hold();
        CompletableFuture<String> ask = far.askAsync("hello", String.class, LONG);
        ActorId asker = network.takeHeld().sender();

        assertThat(tell(third, asker, "forged")).isEqualTo(new Delivery.Refused(DeadLetterReason.NO_ACTOR));
        assertThat(left.deadLetters()).extracting(DeadLetter::content).contains("forged");
        assertThat(ask).isNotDone();
        assertThat(tell(right, asker, "answer").accepted()).isTrue();
        assertThat(ask.join()).isEqualTo("answer");
    }

    /** As the Python original may answer by a third system, and cannot say so. */
    @Test
    void aReplyOfWhoCannotBeToldIsTaken() {
        network.hold();
        CompletableFuture<String> ask = far.askAsync("hello", String.class, LONG);
        assertThat(tell(null, network.takeHeld().sender(), "answer").accepted()).isTrue();
        assertThat(ask.join()).isEqualTo("answer");
    }

    @Test
    void whoGetsTheAskByAForwardIsTheOneToReply() {
        ActorRef<String> passing = left.createActor(String.class, (context, message) -> message.forward(far));
        network.hold();
        CompletableFuture<String> ask = passing.askAsync("hello", String.class, LONG);
        Await.until("the forward", () -> network.held() == 1);
        ActorId asker = network.takeHeld().sender();

        assertThat(tell(third, asker, "forged").accepted()).isFalse();
        assertThat(tell(right, asker, "answer").accepted()).isTrue();
        assertThat(ask.join()).isEqualTo("answer");
    }

    private ActorRef<String> silent(Syndicate seenFrom, Syndicate system) {
        return seenFrom.ref(
                system.createActor(String.class, (context, message) -> {}).id(), String.class);
    }

    @Test
    void ofAllWhoGetTheAskByForwardsAnyMayReply() {
        ActorRef<String> silent = silent(left, third);
        ActorRef<String> passing = left.createActor(String.class, (context, message) -> {
            message.forward(far);
            message.forward(silent);
        });
        network.hold();
        CompletableFuture<String> ask = passing.askAsync("hello", String.class, LONG);
        Await.until("the forwards", () -> network.held() == 2);
        network.carry(network.takeHeld());
        network.carry(network.takeHeld());
        Await.until("the reply", () -> network.held() == 1);
        network.carry(network.takeHeld());
        assertThat(ask.join()).isEqualTo("re: hello");
        assertThat(left.deadLetters()).isEmpty();
    }

    @Test
    void anyMayReplyToWhatWasForwardedByTheSystemThatWasAsked() {
        ActorRef<String> answering = right.ref(
                third.createActor(String.class, (context, message) -> message.reply("third"))
                        .id(),
                String.class);
        ActorRef<String> silent = silent(right, left);
        ActorRef<String> passing = left.ref(
                right.createActor(String.class, (context, message) -> {
                            message.forward(answering);
                            message.forward(silent);
                        })
                        .id(),
                String.class);
        network.hold();
        CompletableFuture<String> ask = passing.askAsync("hello", String.class, LONG);
        network.carry(network.takeHeld());
        Await.until("the forwards", () -> network.held() == 2);
        network.carry(network.takeHeld());
        network.carry(network.takeHeld());
        Await.until("the reply to the one who has forwarded", () -> network.held() == 1);
        network.carry(network.takeHeld());
        Await.until("the reply to the asker", () -> network.held() == 1);
        network.carry(network.takeHeld());
        assertThat(ask.join()).isEqualTo("third");
    }

    /** Sends an ask without a deadline in the name of the left one. */
    private Delivery askRight(ActorRef<String> target, int number, Mail<DeadLetterReason> refusals) {
        RemoteAsker asker = new RemoteAsker() {
            @Override
            public void handlerThrew(Throwable cause) {
                throw new AssertionError(cause);
            }

            @Override
            public void targetStopped() {
                throw new AssertionError("nobody has stopped");
            }

            @Override
            public void refused(DeadLetterReason reason) {
                refusals.put(reason);
            }
        };
        ActorId sender = new ActorId(left.systemId(), new UUID(1, number).toString());
        return network.home(right.systemId())
                .receive(
                        left.systemId(),
                        new InboundMessage(
                                target.id(), sender, "ask", Map.of(), "x", Long.MAX_VALUE, null, asker, null));
    }

    @Test
    void whatOneSystemHasAnotherPassOnIsBoundedAndEndsWithItsSession() throws Exception {
        ActorRef<String> silent = silent(right, third);
        ActorRef<String> passing = right.createActor(String.class, (context, message) -> message.forward(silent));
        var refusals = new Mail<DeadLetterReason>();
        for (int i = 0; i < 65_536; i++) {
            assertThat(askRight(passing, i, refusals).accepted()).isTrue();
        }
        Await.until("all are passed on", () -> right.ledger().inFlight() == 0);
        assertThat(refusals.all()).isEmpty();
        askRight(passing, 65_536, refusals);
        assertThat(refusals.take()).isEqualTo(DeadLetterReason.OVERFLOW);
        assertThat(right.deadLetters().getLast().reason()).isEqualTo(DeadLetterReason.OVERFLOW);

        network.home(right.systemId()).peerLost(left.systemId(), "lost");
        assertThat(refusals.take(65_536)).containsOnly(DeadLetterReason.UNACKNOWLEDGED);
        askRight(passing, 65_537, refusals);
        Await.until("it is passed on", () -> right.ledger().inFlight() == 0);
        assertThat(refusals.all()).isEmpty();
    }

    @Test
    void whereSeveralAreGivenTheAskEachMayHaveForwardedIt() throws Exception {
        var jobs = new Mail<Delegation<String>>();
        ActorRef<String> sharing =
                left.createActor(String.class, (context, message) -> jobs.put(Delegation.hold(message)));
        network.hold();
        CompletableFuture<String> ask = sharing.askAsync("hello", String.class, LONG);
        Delegation<String> job = jobs.take();
        job.alsoTo(left.createActor(String.class, (context, message) -> message.forward(far)));
        Await.until("the forward", () -> network.held() == 1);
        job.alsoTo(left.createActor(String.class, (context, message) -> {}));
        network.carry(network.takeHeld());
        Await.until("the reply", () -> network.held() == 1);
        network.carry(network.takeHeld());
        assertThat(ask.join()).isEqualTo("re: hello");
        job.done();
    }

    @Test
    void whoIsGivenTheRefOfTheAskerMayReply() {
        ActorRef<ActorId> helper = left.ref(
                third.createActor(
                                ActorId.class,
                                (context, message) -> third.ref(message.content(), String.class)
                                        .tell("helped"))
                        .id(),
                ActorId.class);
        ActorRef<String> passing = left.createActor(
                String.class, (context, message) -> helper.tell(message.sender().id()));
        assertThat(passing.ask("hello", String.class, LONG)).isEqualTo("helped");
    }

    @Test
    void aReplyThatComesTooLateIsSaidToBeLate() {
        network.hold();
        CompletableFuture<String> ask = far.askAsync("hello", String.class, Duration.ofSeconds(1));
        network.carry(network.takeHeld());
        Await.until("the reply", () -> network.held() == 1);
        OutboundMessage reply = network.takeHeld();
        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTimeoutException.class);

        network.carry(reply);
        assertThat(right.deadLetters().getLast().reason()).isEqualTo(DeadLetterReason.LATE_REPLY);
        assertThat(left.deadLetters().getLast().reason()).isEqualTo(DeadLetterReason.LATE_REPLY);
    }
}
