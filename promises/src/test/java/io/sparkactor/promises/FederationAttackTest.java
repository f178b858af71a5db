package io.sparkactor.promises;

import static io.sparkactor.promises.Confederates.TOKEN;
import static io.sparkactor.promises.Confederates.addressOf;
import static io.sparkactor.promises.Confederates.awaitMembers;
import static io.sparkactor.promises.Confederates.join;
import static io.sparkactor.promises.Confederates.members;
import static io.sparkactor.promises.Confederates.news;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.FederationException;
import io.sparkactor.Message;
import io.sparkactor.Placement;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.promises.Confederates.Painter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the original's federation lets an attacker do, and this one does not. The attacker gets past the transport. */
@Timeout(60)
class FederationAttackTest {

    private static final String STEWARD = "spark.federation";

    private final QuietLog quiet = QuietLog.of("io.sparkactor.Federation");
    private final Confederates all = new Confederates();
    private final Syndicate left = all.open("left", f -> f.host(Painter.class));
    private final Syndicate right = all.open("right", f -> f.host(Painter.class));

    @AfterEach
    void close() {
        all.close();
        quiet.close();
    }

    private ActorRef<Object> steward(Syndicate from, Syndicate to) {
        from.connect(to.systemId(), addressOf(to));
        return from.ref(to.systemId(), STEWARD, Object.class);
    }

    private static Map<?, ?> ask(ActorRef<Object> steward, Object question) {
        return steward.ask(question, Map.class, Duration.ofSeconds(5));
    }

    private static Map<String, Object> words(@Nullable Object... namesAndValues) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            words.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return words;
    }

    /** All that was said to the steward before has been heard when this returns. */
    private static void await(ActorRef<Object> steward) {
        assertThat(ask(steward, words("op", "hello", "version", 99L, "nonce", ""))
                        .get("op"))
                .isEqualTo("refused");
    }

    @Test
    void theTokenNeverTravels() {
        var network = new FakeNetwork();
        var tap = new WireTap(network);
        try (var a = Syndicate.open("a", c -> c.remote(tap).federation(f -> f.token(TOKEN)));
                var b = Syndicate.open(
                        "b", c -> c.remote(tap).federation(f -> f.token(TOKEN).host(Painter.class)))) {
            a.federation().join(b.systemId(), addressOf(b));
            a.createActor(Painter.in("blue"), Placement.on(b.systemId()));
            a.federation().capability("gpu", true);
            a.federation().leave();
            awaitMembers(b, "b");
        }

        assertThat(tap.heard())
                .extracting(said -> said instanceof Map<?, ?> map ? map.get("op") : "")
                .contains("hello", "challenge", "join", "welcome", "place", "placed", "renew", "leave");
        assertThat(tap.heard().toString()).doesNotContain(TOKEN);
    }

    @Test
    void aWrongTokenIsRefusedAndLeavesNothingBehind() {
        Syndicate mallory = all.open("mallory", f -> f.token("abracadabra abracadabra"));
        Mail<String> news = news(left);

        assertThatThrownBy(() -> join(mallory, left))
                .isInstanceOfSatisfying(
                        FederationException.class,
                        e -> assertThat(e.reason()).isEqualTo(FederationException.Reason.TOKEN_REFUSED));

        await(steward(mallory, left));
        assertThat(members(left)).containsExactly("left");
        assertThat(members(mallory)).containsExactly("mallory");
        assertThat(news.all()).isEmpty();
    }

    /** Neither before the proof nor behind it is the address called that somebody says it has. */
    @Test
    void nobodyIsCalledThatHasNotProvedItself() {
        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> steward = steward(mallory, left);
        String nonce = "0".repeat(64);
        assertThat(ask(steward, words("op", "hello", "version", 1L, "nonce", nonce))
                        .get("op"))
                .isEqualTo("challenge");
        Map<String, Object> profile = words(
                "name",
                "mallory",
                "address",
                "victim:22",
                "lease",
                100L,
                "capabilities",
                Map.of(),
                "hosts",
                List.of(),
                "placed",
                0L);
        assertThat(ask(
                                steward,
                                words(
                                        "op",
                                        "join",
                                        "callerNonce",
                                        nonce,
                                        "profile",
                                        profile,
                                        "actor",
                                        mallory.ref().id().uuid(),
                                        "proof",
                                        "0".repeat(64)))
                        .get("reason"))
                .isEqualTo("TOKEN_REFUSED");
        mallory.tell(
                steward,
                words(
                        "op",
                        "renew",
                        "profile",
                        profile,
                        "members",
                        List.of(words("system", SystemId.ofName("victim").uuid(), "address", "victim:22"))));
        await(steward);

        join(right, left);
        assertThat(members(left)).containsExactly("left", "right");
        assertThat(all.calls.made()).containsExactly("mallory calls left:1", "right calls left:1");
    }

    @Test
    void aRecordedJoinIsOfNoUseLater() {
        var tap = new WireTap(all.network);
        try (var honest = Syndicate.open("honest", c -> c.remote(tap).federation(f -> f.token(TOKEN)))) {
            join(honest, left);
        }
        awaitMembers(left, "left");
        try (var mallory = Syndicate.open("honest", c -> c.remote(all.network))) { // its very id
            all.network.find(mallory.systemId(), left.systemId());
            ActorRef<Object> steward = steward(mallory, left);
            assertThat(ask(steward, tap.first("op", "join")).get("op")).isEqualTo("refused");
            assertThat(ask(steward, tap.first("op", "hello")).get("op")).isEqualTo("challenge");
            assertThat(ask(steward, tap.first("op", "join")).get("reason")).isEqualTo("TOKEN_REFUSED");
            assertThat(ask(steward, tap.first("op", "join")).get("reason")).isEqualTo("TIMED_OUT");
        }
        assertThat(members(left)).containsExactly("left");
    }

    /** A proof is about the two that talk: who is in the middle cannot pass it on as its own. */
    @Test
    void aProofForOneIsNoneForAnother() {
        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> victim = steward(mallory, left);
        List<Object> answers = new ArrayList<>();
        mallory.createActor(ActorSpec.of(() -> new Relay(victim, answers)).named(STEWARD));

        assertThatThrownBy(() -> join(right, mallory)).isInstanceOf(FederationException.class);

        assertThat(answers).hasSize(2);
        assertThat(((Map<?, ?>) answers.get(0)).get("op")).isEqualTo("challenge");
        assertThat(((Map<?, ?>) answers.get(1)).get("reason")).isEqualTo("TOKEN_REFUSED");
        assertThat(members(left)).containsExactly("left");
        assertThat(members(right)).containsExactly("right");
    }

    private static final class Relay extends Actor<Object> {
        private final ActorRef<Object> victim;
        private final List<Object> answers;

        Relay(ActorRef<Object> victim, List<Object> answers) {
            this.victim = victim;
            this.answers = answers;
        }

        @Override
        protected void process(Message<Object> message) {
            Map<?, ?> answer = passOn(message.content());
            answers.add(answer);
            message.reply(answer);
        }

        private Map<?, ?> passOn(Object question) {
            return victim.ask(question, Map.class, Duration.ofSeconds(5));
        }
    }

    @Test
    void whoHoldsNoTokenPlacesNothing() {
        Syndicate mallory = all.outsider("mallory");
        Map<?, ?> answer = ask(steward(mallory, left), placeOf(Painter.class.getName()));

        assertThat(answer.get("reason")).isEqualTo("NOT_A_MEMBER");
    }

    private static Map<String, Object> placeOf(String className) {
        return words(
                "op",
                "place",
                "class",
                className,
                "execution",
                "IN_PROCESS",
                "stateless",
                false,
                "tied",
                false,
                "requirements",
                Map.of(),
                "arguments",
                List.of("x"));
    }

    /** A member does not choose classes by their names: what is not on the list is not even looked for. */
    @Test
    void aMemberPlacesNoOtherClassThanThoseOfTheList() {
        var network = new FakeNetwork();
        try (var a = Syndicate.open("a", c -> c.remote(network).federation(f -> {}));
                var b = Syndicate.open("b", c -> c.remote(network).federation(f -> f.host(Painter.class)))) {
            a.federation().join(b.systemId(), addressOf(b));
            ActorRef<Object> steward = a.ref(b.systemId(), STEWARD, Object.class);
            for (String name : List.of(
                    Trap.class.getName(),
                    "java.lang.ProcessBuilder",
                    "[L" + Painter.class.getName() + ";",
                    Painter.class.getName() + " ",
                    "com.example.NotThere")) {
                assertThat(ask(steward, placeOf(name)).get("reason")).as(name).isEqualTo("NOT_HOSTED");
            }
            assertThat(ask(steward, placeOf(Painter.class.getName())).get("op")).isEqualTo("placed");
        }
        assertThat(System.getProperty("spark.test.trap")).isNull();
    }

    /** Shows that it was initialised. */
    static final class Trap extends Actor<String> {
        static {
            System.setProperty("spark.test.trap", "sprung");
        }

        @Override
        protected void process(Message<String> message) {}
    }

    /** Each reply names the steward, and whoever has the id of an actor may end it, but not this one. */
    @Test
    void nobodyElseEndsTheSteward() {
        join(right, left);
        List<BiConsumer<ActorContext<Object>, ActorRef<?>>> means =
                List.of(ActorContext::stop, ActorContext::stopAfterQueue, (context, steward) -> {
                    context.link(steward);
                    throw new IllegalStateException("takes it along");
                });
        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> steward = steward(mallory, left);
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            for (var each : means) {
                ActorRef<Object> assassin = mallory.createActor(() -> new Assassin(steward, each));
                assertThat(mallory.awaitStop(assassin, Duration.ofSeconds(8))).isTrue();
            }
        }
        all.network.awaitIdle();

        join(all.open("third", f -> {}), left);
        assertThat(members(left)).containsExactly("left", "right", "third");
    }

    /** Gets the steward to answer, does something to it, and ends. */
    private static final class Assassin extends Actor<Object> {
        private final ActorRef<Object> victim;
        private final BiConsumer<ActorContext<Object>, ActorRef<?>> means;

        Assassin(ActorRef<Object> victim, BiConsumer<ActorContext<Object>, ActorRef<?>> means) {
            this.victim = victim;
            this.means = means;
        }

        @Override
        protected void preStart() {
            tell(words("op", "hello", "version", 1L, "nonce", "0".repeat(64)), victim);
        }

        @Override
        protected void process(Message<Object> message) {
            assertThat(message.sender().id().uuid()).isNotEqualTo(STEWARD);
            means.accept(context(), message.sender());
            stop();
        }
    }

    @Test
    void whoLeavesRemovesItselfAlone() {
        Syndicate third = all.open("third", f -> {});
        join(right, left);
        join(third, left);
        Syndicate mallory = all.outsider("mallory");
        Map<String, Object> leave = words(
                "op",
                "leave",
                "system",
                right.systemId().uuid(),
                "syndicate_id",
                right.systemId().uuid());
        ActorRef<Object> steward = steward(mallory, left);
        mallory.tell(steward, leave);
        await(steward);
        assertThat(members(left)).containsExactly("left", "right", "third");

        third.federation().leave();
        awaitMembers(left, "left", "right");
    }

    /** Where the transport lets anybody call itself any system, the words of members still need the key of their join. */
    @Test
    void whoTakesTheIdOfAMemberCannotSpeakForIt() {
        var tap = new WireTap(all.network);
        Syndicate honest = Syndicate.open("honest", c -> c.remote(tap).federation(f -> f.token(TOKEN)));
        try (honest) {
            join(honest, left);
            honest.federation().capability("gpu", true);
            honest.createActor(Painter.in("x"), Placement.on(left.systemId()));
            String uuid = (String) tap.first("op", "join").get("actor");
            Mail<String> news = news(left);
            tellInItsName(left, honest.systemId(), uuid, words("op", "leave"));
            tellInItsName(left, honest.systemId(), uuid, tap.first("op", "renew"));
            tellInItsName(left, honest.systemId(), uuid, placeOf(Painter.class.getName()));
            tellInItsName(left, honest.systemId(), uuid, tap.first("op", "place"));
            await(steward(all.outsider("witness"), left));

            assertThat(members(left)).containsExactly("honest", "left");
            assertThat(left.federation().member(left.systemId()).orElseThrow().placed())
                    .isLessThanOrEqualTo(1);
            assertThat(news.all()).isEmpty();
            honest.federation().capability("gpu", false);
            io.sparkactor.testkit.Await.until(
                    "its own word counts", () -> !news.all().isEmpty());
        }
    }

    private void tellInItsName(Syndicate to, SystemId from, String sender, Object content) {
        assertThat(all.network
                        .home(to.systemId())
                        .receive(
                                from,
                                new io.sparkactor.spi.InboundMessage(
                                        new io.sparkactor.ActorId(to.systemId(), STEWARD),
                                        new io.sparkactor.ActorId(from, sender),
                                        content,
                                        Map.of(),
                                        "1",
                                        Long.MAX_VALUE,
                                        null,
                                        null,
                                        null))
                        .accepted())
                .isTrue();
    }

    @Test
    void whoSaysHelloInALoopKeepsNobodyOut() {
        Syndicate honest = all.outsider("honest");
        ActorRef<Object> ofHonest = steward(honest, left);
        String nonce = "a".repeat(64);
        assertThat(ask(ofHonest, hello(nonce)).get("op")).isEqualTo("challenge");

        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> ofMallory = steward(mallory, left);
        for (int i = 0; i < 1_000; i++) {
            mallory.tell(ofMallory, hello("%064d".formatted(i)));
        }
        await(ofMallory);

        assertThat(ask(ofHonest, joinOf(honest, nonce)).get("reason"))
                .as("its challenge was kept, so the proof was looked at")
                .isEqualTo("TOKEN_REFUSED");
        assertThat(ask(ofMallory, joinOf(mallory, "%064d".formatted(0))).get("reason"))
                .isEqualTo("TIMED_OUT");
    }

    private static Map<String, Object> hello(String nonce) {
        return words("op", "hello", "version", 1L, "nonce", nonce);
    }

    private static Map<String, Object> joinOf(Syndicate from, String nonce) {
        String uuid = from.ref().id().uuid();
        return words("op", "join", "callerNonce", nonce, "profile", Map.of(), "actor", uuid, "proof", "0");
    }

    /** The sender is told, and no handler fails: a log full of what strangers make it throw hides all else. */
    @Test
    void aJoinOfNonsenseIsRefusedAsThat() {
        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> steward = steward(mallory, left);
        List<Object> profiles = List.of(
                words("hosts", Collections.singletonList(null)),
                words("hosts", List.of(List.of(Collections.singletonList(null)))),
                words("capabilities", null),
                words("capabilities", Collections.singletonMap(null, true)),
                words("placed", 5),
                words("placed", 'c'),
                words("placed", java.time.Duration.ZERO),
                Map.of(1L, 2L),
                new TreeMap<>(Map.of(1L, 2L)));
        for (Object profile : profiles) {
            assertThat(answerToJoin(mallory, steward, profile, "0".repeat(64)))
                    .as("%s", profile)
                    .isEqualTo("MALFORMED");
        }
        for (Object profile : Arrays.asList(null, "text", 5L, List.of())) {
            assertThat(answerToJoin(mallory, steward, profile, null))
                    .as("%s", profile)
                    .isEqualTo("MALFORMED");
        }
        assertThat(members(left)).containsExactly("left");
    }

    private static @Nullable Object answerToJoin(
            Syndicate from, ActorRef<Object> steward, @Nullable Object profile, @Nullable Object proof) {
        String nonce = "1".repeat(64);
        assertThat(ask(steward, words("op", "hello", "version", 1L, "nonce", nonce))
                        .get("op"))
                .isEqualTo("challenge");
        Map<String, Object> join = words(
                "op",
                "join",
                "callerNonce",
                nonce,
                "profile",
                profile,
                "actor",
                from.ref().id().uuid(),
                "proof",
                proof);
        return ask(steward, join).get("reason");
    }

    @Test
    void nonsenseIsRefusedAndHarmsNobody() {
        join(right, left);
        Syndicate mallory = all.outsider("mallory");
        ActorRef<Object> steward = steward(mallory, left);
        List<Object> nonsense = List.of(
                "text",
                5L,
                List.of(),
                Map.of(),
                words("op", 5L),
                words("op", "x".repeat(1_000)),
                words("op", "hello"),
                words("op", "hello", "version", "1", "nonce", "x"),
                words("op", "hello", "version", 1L, "nonce", "x".repeat(65)),
                words("op", "join", "callerNonce", 1L),
                words("op", "place", "class", 5L),
                words("op", "renew"),
                words("op", "welcome"),
                Map.of(1L, 2L),
                new TreeMap<>(Map.of(1L, 2L)));
        nonsense.forEach(word -> mallory.tell(steward, word));
        await(steward);

        assertThat(members(left)).containsExactly("left", "right");
        assertThat(right.createActor(Painter.in("blue"), Placement.on(left.systemId()))
                        .ask("?", String.class))
                .isEqualTo("left paints it blue");
    }
}
