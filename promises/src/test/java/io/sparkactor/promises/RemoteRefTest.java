package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.SendOptions;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refs to actors of another system, as the core sees them: what holds whatever the network does. */
@Timeout(60)
class RemoteRefTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("remote-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("remote-right", c -> c.remote(network));
    private final Gate gate = new Gate();
    private final Mail<Message<String>> seen = new Mail<>();

    @AfterEach
    void close() {
        gate.open();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    /** An actor of the right one, as the left one sees it. */
    private ActorRef<String> far() {
        return farRef(right.createActor(String.class, (context, message) -> {
            seen.put(message);
            switch (message.content()) {
                case "fail" -> throw new IOException("failed");
                case "wait" -> gate.awaitStubbornly();
                case "stop" -> context.stop();
                case "quiet" -> {}
                default -> message.reply("re: " + message.content());
            }
        }));
    }

    private ActorRef<String> farRef(ActorRef<String> actor) {
        return left.ref(actor.id(), String.class);
    }

    private static DeadLetterReason lastReason(Syndicate syndicate) {
        Await.until("a dead letter", () -> !syndicate.deadLetters().isEmpty());
        return syndicate.deadLetters().getLast().reason();
    }

    @Test
    void whatIsToldArrivesWithItsSenderAndTheReplyComesBack() {
        assertThat(left.tell(far(), "hello").accepted()).isTrue();

        var reply = left.receive(LONG);
        assertThat(reply.content()).isEqualTo("re: hello");
        assertThat(reply.sender().id().systemId()).isEqualTo(right.systemId());
        assertThat(Books.settled(left).processed()).isEqualTo(2); // one sent, one received
        assertThat(Books.settled(right).processed()).isEqualTo(2);
    }

    @Test
    void anAskHasItsReplyAndLeavesNothingBehind() {
        var far = far();
        for (int i = 0; i < 100; i++) {
            assertThat(far.ask("ask", String.class, LONG)).isEqualTo("re: ask");
            assertThat(far.askAsync("ask", String.class, LONG).join()).isEqualTo("re: ask");
        }

        network.hold();
        var ask = far.askAsync("ask", String.class, LONG);
        var request = network.takeHeld();
        network.carry(request);
        Await.until("the reply", () -> network.held() == 1);
        network.carry(network.takeHeld());
        assertThat(ask.join()).isEqualTo("re: ask");
        assertThat(left.ref(request.sender(), Object.class))
                .as("a ref that is made for who is not found")
                .isNotSameAs(left.ref(request.sender(), Object.class));
        Books.settled(left);
        Books.settled(right);
    }

    @Test
    void anAskFailsAtOnceWhenTheHandlerThrows() {
        assertThatThrownBy(() -> far().ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("failed");
    }

    @Test
    void anAskFailsAtOnceWhenTheTargetStopsWithoutAReply() {
        assertThatThrownBy(() -> far().ask("stop", String.class, LONG)).isInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void anAskFailsAtOnceWhenTheTargetHasStopped() {
        var actor = right.createActor(String.class, (context, message) -> {});
        var far = farRef(actor);
        right.stop(actor);
        assertThat(right.awaitStop(actor, LONG)).isTrue();

        assertThatThrownBy(() -> far.ask("hello", String.class, LONG)).isInstanceOf(AskTargetStoppedException.class);
        far.tell("hello");
        assertThat(lastReason(left)).isEqualTo(DeadLetterReason.NO_ACTOR);
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.NO_ACTOR);
        assertThat(Books.settled(left).deadLettered()).isEqualTo(2);
        assertThat(Books.settled(right).refused()).isEqualTo(2);
    }

    @Test
    void aStoppedActorIsNotKnownAgainByBeingNamed() {
        var actor = right.createActor(String.class, (context, message) -> {});
        right.stop(actor);
        assertThat(right.awaitStop(actor, LONG)).isTrue();

        farRef(actor).tell("hello"); // asks for its id
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.NO_ACTOR);
    }

    @Test
    void aPeerWithoutAWordForAsksLeavesThemToTheirTimeOut() {
        network.forgetAsks();
        assertThatThrownBy(() -> far().ask("fail", String.class, Duration.ofMillis(200)))
                .isInstanceOf(AskTimeoutException.class);
        assertThat(far().ask("ask", String.class, LONG)).isEqualTo("re: ask");
    }

    @Test
    void aReplyBehindTheFirstIsRefusedWhereItIsGiven() throws Exception {
        assertThat(far().ask("ask", String.class, LONG)).isEqualTo("re: ask");
        assertThat(seen.take().reply("once more")).isEqualTo(new Delivery.Refused(DeadLetterReason.LATE_REPLY));
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.LATE_REPLY);
    }

    @Test
    void whatHasNoRouteIsRefused() {
        var nowhere = left.ref(new ActorId(SystemId.ofName("nowhere"), "x"), String.class);

        assertThat(nowhere.tell("hello")).isEqualTo(new Delivery.Refused(DeadLetterReason.NO_ROUTE));
        assertThatThrownBy(() -> nowhere.ask("hello", String.class, LONG))
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NO_ROUTE));
        assertThat(Books.settled(left).refused()).isEqualTo(2);
    }

    @Test
    void whatIsOnItsWayIsInFlightUntilItIsKnownWhatBecameOfIt() {
        network.hold();
        var far = far();
        far.tell("first");
        far.tell("second");
        var ask = far.askAsync("third", String.class, LONG);
        Books.settledWith(left, 3);

        network.carry(network.takeHeld());
        Books.settledWith(left, 2);
        network.takeHeld().failed(DeadLetterReason.UNACKNOWLEDGED);
        network.takeHeld().failed(DeadLetterReason.UNACKNOWLEDGED);
        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskRefusedException.class);
        assertThat(left.deadLetters())
                .extracting(DeadLetter::content, DeadLetter::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("second", DeadLetterReason.UNACKNOWLEDGED),
                        org.assertj.core.groups.Tuple.tuple("third", DeadLetterReason.UNACKNOWLEDGED));
        var books = Books.settled(left);
        assertThat(books.processed()).isEqualTo(1);
        assertThat(books.deadLettered()).isEqualTo(2);
    }

    @Test
    void aTransportThatThrowsLeavesTheBooksBalanced() {
        var far = far();
        network.fail(new OutOfMemoryError("a test"));
        assertThatThrownBy(() -> far.tell("hello")).isInstanceOf(OutOfMemoryError.class);
        assertThat(Books.settled(left).refused()).isEqualTo(1);
    }

    @Test
    void aTransportThatSettlesTwiceIsToldSo() {
        network.hold();
        far().tell("first");
        var message = network.takeHeld();
        network.carry(message);
        assertThatIllegalStateException().isThrownBy(message::delivered);
        assertThatIllegalStateException().isThrownBy(() -> message.failed(DeadLetterReason.DISCONNECTED));
        assertThat(Books.settled(left).deadLettered()).isZero();
    }

    @Test
    void aCloseSettlesWhatIsStillOnItsWayAndReportsIt() {
        network.hold();
        var far = far();
        far.tell("first");
        var report = left.close(Duration.ZERO);
        assertThat(report.undelivered()).containsEntry(far.path(), 1L);
        assertThat(report.ledger().balanced()).isTrue();
        assertThat(report.ledger().inFlight()).isZero();
        assertThat(network.held()).isZero();
    }

    @Test
    void anAskThatIsForwardedThereIsAnsweredByTheOtherOne() {
        var second = right.createActor(String.class, (context, message) -> message.reply("second"));
        var first = right.createActor(String.class, (context, message) -> message.forward(second));
        assertThat(farRef(first).ask("hello", String.class, LONG)).isEqualTo("second");

        var failing = right.createActor(String.class, (context, message) -> {
            throw new IOException("second failed");
        });
        var passing = right.createActor(String.class, (context, message) -> message.forward(failing));
        assertThatThrownBy(() -> farRef(passing).ask("hello", String.class, LONG))
                .hasRootCauseMessage("second failed");
    }

    @Test
    void anAskMayBeForwardedBackToWhereItCameFrom() {
        var home = left.createActor(String.class, (context, message) -> message.reply("home"));
        var there = right.ref(home.id(), String.class);
        var first = right.createActor(String.class, (context, message) -> message.forward(there));

        assertThat(farRef(first).ask("hello", String.class, LONG)).isEqualTo("home");
        Books.settled(left);
        Books.settled(right);
    }

    @Test
    void anAskWithinAnAskFromAfarIsNotLongerThanThat() throws Exception {
        var inner = new Mail<AskTimeoutException>();
        var silent = right.createActor(String.class, (context, message) -> {});
        var middle = right.createActor(String.class, (context, message) -> {
            try {
                silent.ask("hello", String.class, Duration.ofHours(1));
            } catch (AskTimeoutException e) {
                inner.put(e);
            }
        });
        assertThatThrownBy(() -> farRef(middle).ask("hello", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class);
        assertThat(inner.take().elapsed()).isLessThan(Duration.ofHours(1));
    }

    @Test
    void anAskThatNobodyWaitsForIsNotHandled() {
        var far = far();
        far.tell("wait");
        assertThatThrownBy(() -> far.ask("late", String.class, Duration.ofSeconds(1)))
                .isInstanceOf(AskTimeoutException.class);
        gate.open();
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.ASK_ENDED);
    }

    @Test
    void headersTheIdAndTheTraceTravelAndATimeToLiveEnds() throws Exception {
        var far = far();
        network.hold();
        far.tell("quiet", SendOptions.header("k", "v").withTimeToLive(Duration.ofHours(1)));
        var message = network.takeHeld();
        network.carry(message);
        var arrived = seen.take();
        assertThat(arrived.headers()).isEqualTo(Map.of("k", "v"));
        assertThat(arrived.id()).isEqualTo(message.id());

        far.tell("quiet", SendOptions.timeToLive(Duration.ofNanos(1)));
        network.carry(network.takeHeld());
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.EXPIRED);
    }

    @Test
    void refsAreValues() {
        var actor = right.createActor(String.class, (context, message) -> {});
        assertThat(farRef(actor)).isEqualTo(farRef(actor)).hasSameHashCodeAs(farRef(actor));
        assertThat(right.ref(actor.id(), String.class)).isSameAs(actor);
        assertThat(farRef(actor).path())
                .isEqualTo(
                        "spark://" + right.systemId().uuid() + "/" + actor.id().uuid());
        assertThat(farRef(actor)).isNotEqualTo(actor);
    }

    @Test
    void aNamedActorIsFoundByItsNameForEachMessageAnew() {
        var far = left.ref(right.systemId(), "parent/child", String.class);
        assertThatThrownBy(() -> far.ask("hello", String.class, LONG)).isInstanceOf(AskTargetStoppedException.class);
        var child = ActorSpec.handling(String.class, (context, message) -> message.reply(message.content()))
                .named("child");
        var parent =
                right.createActor(ActorSpec.handling(String.class, (context, message) -> context.createActor(child))
                        .named("parent"));
        parent.tell("create");
        Await.until(
                "the child",
                () -> right.registry().find("parent/child", String.class).isPresent());

        assertThat(far.ask("hello", String.class, LONG)).isEqualTo("hello");
        right.stop(parent);
        assertThat(right.awaitStop(parent, LONG)).isTrue();
        assertThatThrownBy(() -> far.ask("hello", String.class, LONG)).isInstanceOf(AskTargetStoppedException.class);
        assertThat(left.ref(right.systemId(), "x".repeat(100_000), String.class)
                        .tell("hello")
                        .accepted())
                .isTrue();
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.NO_ACTOR);
    }

    @Test
    void aWrongTypeIsRefusedThere() {
        @SuppressWarnings({"unchecked", "rawtypes"}) // what this is about
        ActorRef<Object> far = (ActorRef) far();
        far.tell(5);
        assertThat(lastReason(left)).isEqualTo(DeadLetterReason.WRONG_TYPE);
        assertThat(Books.settled(right).refused()).isEqualTo(1);
    }

    /** As of the Python original: such a message is for one life of its target. */
    @Test
    void aMessageForAnEarlierLifeOfAnActorDoesNotReachTheNextOne() throws Exception {
        var lives = new Mail<String>();
        var actor = right.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    if (message.content().equals("fail")) {
                        throw new IOException("failed");
                    }
                    lives.put(message.content() + " in " + context.generation());
                })
                .supervision(Supervision.restart()));
        ActorId id = actor.id();
        deliver(id, "first", 0);
        assertThat(lives.take()).isEqualTo("first in 0");
        actor.tell("fail");
        actor.tell("ping");
        assertThat(lives.take()).isEqualTo("ping in 1");

        deliver(id, "stale", 0);
        deliver(id, "any", null);
        deliver(id, "second", 1);
        assertThat(lives.take()).isEqualTo("any in 1");
        assertThat(lives.take()).isEqualTo("second in 1");
        assertThat(right.deadLetters())
                .filteredOn(letter -> letter.reason() == DeadLetterReason.NO_ACTOR)
                .extracting(DeadLetter::content)
                .containsExactly("stale");
        Books.settled(right);
    }

    private void deliver(ActorId target, String content, @Nullable Integer generation) {
        network.home(right.systemId())
                .receive(
                        left.systemId(),
                        new InboundMessage(
                                target, null, content, Map.of(), "x", Long.MAX_VALUE, generation, null, null));
    }

    @Test
    void whoAsksFromAfarIsKnownToBeFromThere() throws Exception {
        far().ask("ask", String.class, LONG);
        assertThat(seen.take().sender().id().systemId()).isEqualTo(left.systemId());
    }

    @Test
    void aReplyThatDoesNotTravelFailsTheAskAtOnce() {
        var actor = right.createActor(String.class, (context, message) -> {
            network.refuse(DeadLetterReason.NOT_ENCODABLE);
            message.reply("too much");
            network.refuse(null);
        });
        assertThatThrownBy(() -> farRef(actor).ask("hello", String.class, LONG))
                .isInstanceOfSatisfying(
                        AskRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NOT_ENCODABLE));
        assertThat(Books.settled(right).refused()).isEqualTo(1);
    }

    @Test
    void aReplyThatIsLostOnItsWayFailsTheAskAtOnce() {
        network.hold();
        var ask = far().askAsync("hello", String.class, LONG);
        network.carry(network.takeHeld());
        Await.until("the reply", () -> network.held() == 1);
        network.takeHeld().failed(DeadLetterReason.NOT_ENCODABLE);

        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskRefusedException.class);
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.NOT_ENCODABLE);
    }

    @Test
    void anAskFromAfarThatNobodyAnswersIsForgottenAtItsDeadline() {
        var third = right.ref(
                left.createActor(String.class, (context, message) -> {}).id(), String.class);
        var passing = right.createActor(String.class, (context, message) -> message.forward(third));
        network.hold();
        var ask = farRef(passing).askAsync("hello", String.class, Duration.ofSeconds(1));
        network.carry(network.takeHeld());
        Await.until("the forward", () -> network.held() == 1);
        var passed = network.takeHeld();
        network.carry(passed);
        assertThatThrownBy(ask::join).hasCauseInstanceOf(AskTimeoutException.class);
        Await.until(
                "its name is free",
                () -> right.ref(passed.sender(), Object.class)
                        .tell("late")
                        .equals(new Delivery.Refused(DeadLetterReason.LATE_REPLY)));
    }

    @Test
    void aNameCannotBeMonitoredLinkedOrStopped() {
        var named = left.ref(right.systemId(), "somebody", String.class);
        assertThatIllegalArgumentException().isThrownBy(() -> left.stop(named)).withMessageContaining("name");
        var watcher = left.createActor(String.class, (context, message) -> {
            if (message.content().equals("link")) {
                context.link(named);
            } else {
                context.monitor(named);
            }
        });
        assertThatThrownBy(() -> watcher.ask("monitor", String.class, LONG))
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransportThatFailsToCloseKeepsNothingOpen() {
        network.failToClose(new IllegalStateException("a test"));
        assertThat(left.close(Duration.ZERO).ledger().balanced()).isTrue();
        network.failToClose(null);
        Syndicate.open("remote-left", c -> c.remote(network)).close();
    }

    @Test
    void oneNameIsOneSystem() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Syndicate.open("remote-left", c -> c.remote(network)))
                .withMessageContaining("another name");
        left.close();
        Syndicate.open("remote-left", c -> c.remote(network)).close();
    }

    @Test
    void aSyndicateThatTalksToNobodySaysHowItCould() {
        try (var alone = Syndicate.open("alone")) {
            var someone = new InetSocketAddress(1);
            assertThatIllegalStateException()
                    .isThrownBy(alone::remoteAddress)
                    .withMessageContaining("spark-actor-remote");
            assertThatIllegalStateException().isThrownBy(() -> alone.connect(right.systemId(), someone));
            assertThatIllegalStateException().isThrownBy(() -> alone.connect("localhost:1"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> alone.ref(new ActorId(right.systemId(), "x"), String.class));
            assertThat(alone.transportHealth()).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> left.connect(left.systemId(), new InetSocketAddress(1)))
                .withMessageContaining("not to itself");
    }
}
