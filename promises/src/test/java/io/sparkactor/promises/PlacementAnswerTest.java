package io.sparkactor.promises;

import static io.sparkactor.promises.Confederates.addressOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.PlacementException.Reason;
import io.sparkactor.Syndicate;
import io.sparkactor.promises.Confederates.Painter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a member may answer that is to place an actor, when it is of another version or means no good. */
@Timeout(60)
class PlacementAnswerTest {

    private static final String ELSEWHERE = "11111111-1111-4111-8111-111111111111";

    /** A member as any other one, but for how it answers who wants to place an actor. */
    private static final class OddSteward extends Actor<Object> {

        private final Queue<Object> answers;

        OddSteward(Queue<Object> answers) {
            this.answers = answers;
        }

        @Override
        protected void process(Message<Object> message) {
            switch ((String) ((Map<?, ?>) message.content()).get("op")) {
                case "hello" -> message.reply(Map.of("op", "challenge", "nonce", "0".repeat(64), "protected", false));
                case "join" -> message.reply(welcome());
                case "place" -> message.reply(Objects.requireNonNull(answers.poll()));
                default -> {}
            }
        }

        private Map<String, Object> welcome() {
            Map<String, Object> profile = Map.of(
                    "name",
                    "odd",
                    "address",
                    "odd:1",
                    "lease",
                    30_000L,
                    "capabilities",
                    Map.of("gpu", true),
                    "hosts",
                    List.of(Painter.class.getName()),
                    "placed",
                    0L);
            String uuid = self().id().uuid();
            return Map.of("op", "welcome", "profile", profile, "actor", uuid, "members", List.of(), "proof", "none");
        }
    }

    @Test
    void anAnswerThatMakesNoSenseIsSaidToBeThat() {
        Queue<Object> answers = new ConcurrentLinkedQueue<>(List.of(
                Map.of(),
                Map.of("op", 5L),
                Map.of("op", "placed"),
                Map.of("op", "placed", "actor", "/etc/passwd"),
                Map.of("op", "refused"),
                Map.of("op", "refused", "reason", 5L, "text", "x"),
                Map.of("op", "refused", "reason", "NO_SUCH_REASON", "text", "x"),
                Map.of("op", "refused", "reason", "MALFORMED", "text", "x"),
                "no map"));
        var network = new FakeNetwork();
        network.connectByCall();
        try (var left = Syndicate.open("left", c -> c.remote(network).federation(f -> {}));
                var odd = Syndicate.open("odd", c -> c.remote(network))) {
            odd.createActor(ActorSpec.of(() -> new OddSteward(answers)).named("spark.federation"));
            left.federation().join(odd.systemId(), addressOf(odd));

            while (!answers.isEmpty()) {
                assertMalformed(answers.peek(), left, Placement.auto());
            }
            answers.add(Map.of("op", "placed", "actor", ELSEWHERE));
            assertThat(left.createActor(Painter.withGpu("blue"), Placement.on(odd.systemId()))
                            .id()
                            .systemId())
                    .isEqualTo(odd.systemId());
        }
    }

    private static void assertMalformed(Object answer, Syndicate left, Placement placement) {
        assertThatThrownBy(() -> left.createActor(Painter.withGpu("blue"), placement))
                .as("%s", answer)
                .isInstanceOfSatisfying(
                        PlacementException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
}
