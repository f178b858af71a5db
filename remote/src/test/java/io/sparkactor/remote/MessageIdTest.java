package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aMessageThatTravelledWithoutAnIdHasOneForWhoeverAsks() {
        try (Syndicate near = Syndicate.open("id-near", c -> c.remote(Remote.tcp()));
                Syndicate far = Syndicate.open("id-far", c -> c.remote(Remote.tcp()))) {
            ActorRef<String> teller = far.createActor(
                    String.class, (context, message) -> message.reply(message.id() + " " + message.id()));
            near.connect(far.systemId(), far.remoteAddress());
            ActorRef<String> there = near.ref(teller.id(), String.class);

            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 10; i++) { // before the two have met, and behind that
                String[] ids = there.ask("which?", String.class, PATIENCE).split(" ", -1);
                assertThat(ids[0])
                        .isEqualTo(ids[1])
                        .isEqualTo(UUID.fromString(ids[0]).toString());
                assertThat(seen.add(ids[0])).as("an id of its own").isTrue();
            }
        }
    }
}
