package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Message;
import io.sparkactor.Placement;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the members of a federation say to each other is plain, so it needs no type of theirs in any codec. */
class FederationTest {

    record Colour(String name) {}

    static final class Painter extends Actor<String> {
        private final Colour colour;
        private final int coats;

        Painter(Colour colour, int coats) {
            this.colour = colour;
            this.coats = coats;
        }

        @Override
        protected void process(Message<String> message) {
            message.reply(coats + " coats of " + colour.name());
        }
    }

    private static Syndicate open(String name) {
        ForyCodec codec = ForyCodec.builder().allow(Colour.class).build();
        return Syndicate.open(
                name,
                c -> c.remote(Remote.tcp().codec(codec))
                        .askTimeout(Duration.ofSeconds(20))
                        .federation(f -> f.token("open sesame, open sesame")
                                .capability(name, 1.5)
                                .host(Painter.class)));
    }

    @Test
    void membersJoinAndPlaceOverFory() {
        try (var left = open("fory-left");
                var right = open("fory-right")) {
            left.federation().join(right.systemId(), right.remoteAddress());
            var painter = left.createActor(
                    ActorSpec.of(Painter.class, new Colour("blue"), 3).requiring("fory-right", 1.5), Placement.auto());

            assertThat(painter.ask("?", String.class, Duration.ofSeconds(20))).isEqualTo("3 coats of blue");
        }
    }
}
