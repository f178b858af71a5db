package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SendOptions;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.TestProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors of ours and of the Python original tell and ask each other as if they were of one system. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonInteropTest {

    private static final Duration PATIENCE = Pair.PATIENCE;
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static Pair pair;

    @BeforeAll
    static void start() {
        pair = Pair.start("talk");
    }

    @AfterAll
    static void close() {
        pair.close();
    }

    /** An actor of ours that replies with what it gets. */
    private static ActorRef<Object> echo() {
        return pair.ours().createActor(Object.class, (_, message) -> message.reply(message.content()));
    }

    private static TestProbe probe() {
        return TestProbe.in(pair.ours());
    }

    @Test
    void weAskAndItReplies() {
        assertThat(pair.actor("Echo").ask("hello", String.class, PATIENCE)).isEqualTo("hello");
    }

    @Test
    void itAsksAndWeReply() {
        assertThat(pair.theirs().ask(echo().id(), "['hello', 1]", PATIENCE)).isEqualTo("['hello', 1]");
    }

    @Test
    void weTellAndItsReplyComesToWhoeverTold() {
        try (TestProbe probe = probe()) {
            assertThat(probe.tell(pair.actor("Echo"), "to the probe").accepted())
                    .isTrue();
            probe.expectMessage("to the probe", PATIENCE);
        }
        pair.ours().tell(pair.actor("Echo"), "to the syndicate");
        assertThat(pair.ours().receive(PATIENCE).content()).isEqualTo("to the syndicate");
    }

    @Test
    void itTellsAndOurReplyComesToItsInbox() {
        assertThat(pair.theirs().tell(echo().id(), "'come back'")).isEqualTo("accepted");
        assertThat(pair.theirs().receive(PATIENCE)).isEqualTo("'come back'");
    }

    @Test
    void anActorOfOursAsksOneOfTheirsWhileItIsAsked() {
        ActorRef<Object> asked = pair.ours()
                .createActor(
                        Object.class,
                        (_, message) -> message.reply(
                                "got " + pair.actor("Echo").ask(message.content(), String.class, PATIENCE)));
        assertThat(pair.theirs().ask(asked.id(), "'this'", PATIENCE)).isEqualTo("'got this'");
        assertThat(asked.ask("that", String.class, PATIENCE)).isEqualTo("got that");
    }

    @Test
    void anActorOfTheirsAsksOneOfOursWhileItIsAsked() {
        assertThat(pair.actor("Forwarder").ask(List.of(echo(), "through both", 30.0), String.class, PATIENCE))
                .isEqualTo("through both");
    }

    @Test
    void addressesInPayloadsWorkOnBothSides() {
        try (TestProbe probe = probe()) {
            ActorRef<Object> keeper = pair.actor("Keeper");
            assertThat(keeper.ask(probe.ref(), String.class, PATIENCE)).isEqualTo("kept");
            keeper.tell("by way of the keeper");
            probe.expectMessage("by way of the keeper", PATIENCE);
        }
        ActorRef<?> made = pair.actor("Make")
                .ask(
                        "address('%s', '%s')"
                                .formatted(
                                        pair.theirs().systemId().uuid(),
                                        pair.theirs().actor("Echo").uuid()),
                        ActorRef.class,
                        PATIENCE);
        assertThat(made).isEqualTo(pair.actor("Echo"));
        ActorRef<Object> ours = echo();
        assertThat(pair.actor("Echo").ask(List.of(ours), Object.class, PATIENCE))
                .isEqualTo(List.of(ours));
        assertThat(pair.actor("Echo").ask(ours.id(), ActorId.class, PATIENCE)).isEqualTo(ours.id());
    }

    @Test
    void senderAndIdentifiersTravelToIt() {
        try (TestProbe probe = probe()) {
            probe.tell(pair.actor("Letterhead"), 1);
            Map<?, ?> letterhead = (Map<?, ?>) probe.receive(PATIENCE).content();
            assertThat(letterhead.get("sender")).isEqualTo(probe.ref());
            assertThat(letterhead.get("id").toString()).hasSize(36).isEqualTo(letterhead.get("correlation"));
            assertThat(letterhead.get("deadline")).isNull();
        }
    }

    @Test
    void senderTravelsToUs() {
        ActorRef<Object> ours = pair.ours()
                .createActor(Object.class, (_, message) -> message.reply(List.of(message.sender(), message.id())));
        String reply = pair.theirs().ask(ours.id(), "1", PATIENCE);
        assertThat(reply).contains("ActorAddress(", pair.theirs().systemId().uuid());
    }

    @Test
    void headersTravelToItAndBack() {
        try (TestProbe probe = probe()) {
            pair.actor("Keeper").ask(probe.ref(), String.class, PATIENCE);
            pair.actor("Keeper")
                    .tell(
                            "with headers",
                            SendOptions.header("traceparent", TRACE).withHeader("colour", "blau – 青"));
            assertThat(probe.receive(PATIENCE).headers())
                    .containsEntry("traceparent", TRACE)
                    .containsEntry("colour", "blau – 青");
        }
    }

    @Test
    void theTraceGoesFromUsThroughItToUs() {
        try (TestProbe probe = probe()) {
            ActorRef<Object> first = pair.ours().createActor(Object.class, (context, message) -> {
                pair.actor("Letterhead").ask(1, Map.class, PATIENCE);
                context.tell(List.of(pair.actor("Letterhead").ask(2, Map.class, PATIENCE)), probe.ref());
            });
            first.tell("start", SendOptions.header("traceparent", TRACE));
            List<?> reply = (List<?>) probe.receive(PATIENCE).content();
            assertThat((Map<?, ?>) reply.getFirst()).extracting("trace").isEqualTo(TRACE);
        }
    }

    @Test
    void anAskTellsItUntilWhenItWaits() {
        Map<?, ?> letterhead = pair.actor("Letterhead").ask(1, Map.class, PATIENCE);
        OffsetDateTime deadline = OffsetDateTime.parse(String.valueOf(letterhead.get("deadline")));
        assertThat(deadline.toInstant())
                .isBetween(Instant.now(), Instant.now().plus(PATIENCE).plusSeconds(1));
    }

    @Test
    void whatComesTooLateIsADeadLetterHere() {
        ActorRef<Object> ours = echo();
        assertThat(pair.theirs().tell(ours.id(), "'stale bread'", Duration.ofNanos(1)))
                .isEqualTo("accepted");
        awaitDeadLetter("stale bread", DeadLetterReason.EXPIRED);
    }

    @Test
    void itKnowsNoActorOfOursWithThatId() {
        ActorId nobody = new ActorId(pair.ours().systemId(), "11111111-1111-4111-8111-111111111111");
        assertThatThrownBy(() -> pair.theirs().ask(nobody, "'for nobody'", SHORT))
                .isInstanceOf(PeerFailure.class)
                .hasMessageStartingWith("ActorTimeout");
        awaitDeadLetter("for nobody", DeadLetterReason.NO_ACTOR);
    }

    @Test
    void anAskThatNobodyAnswersThereEndsInTime() {
        assertThatThrownBy(() -> pair.actor("Failing").ask("fail", String.class, SHORT))
                .isInstanceOf(AskTimeoutException.class);
        ActorId nobody = new ActorId(pair.theirs().systemId(), "11111111-1111-4111-8111-111111111111");
        assertThatThrownBy(() -> pair.ours().ref(nobody, Object.class).ask("hello", String.class, SHORT))
                .isInstanceOf(AskTimeoutException.class);
    }

    @Test
    void aReplyThatComesTooLateIsADeadLetter() {
        assertThatThrownBy(() -> pair.actor("Late").ask(0.5, String.class, SHORT))
                .isInstanceOf(AskTimeoutException.class);
        awaitDeadLetter("late", DeadLetterReason.LATE_REPLY);
    }

    private static void awaitDeadLetter(Object content, DeadLetterReason reason) {
        Await.until(
                "a dead letter " + content,
                PATIENCE,
                () -> pair.ours().deadLetters().stream()
                        .filter(letter -> letter.content().equals(content))
                        .map(DeadLetter::reason)
                        .anyMatch(reason::equals),
                () -> pair.ours().deadLetters().toString());
    }
}
