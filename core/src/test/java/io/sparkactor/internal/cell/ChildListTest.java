package io.sparkactor.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Children are copied in pieces, between which they come and go. */
class ChildListTest {

    /** More than a piece, so that there is a second one. */
    private static final int CHILDREN = 300;

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void whoGoesBetweenTwoPiecesHidesNoSibling() {
        try (Syndicate syndicate = Syndicate.open("children")) {
            List<ActorRef<?>> children = new ArrayList<>();
            for (int i = 0; i < CHILDREN; i++) {
                children.addFirst(syndicate.createActor(String.class, (context, message) -> {}));
            }
            ActorCell<?> parent = Objects.requireNonNull(((ActorCell<?>) children.getFirst()).parentCell());
            List<ActorCell<?>> copy = new ArrayList<>();

            assertThat(ChildList.copyPiece(parent, copy)).isTrue();
            for (ActorCell<?> going : List.copyOf(copy.reversed().subList(0, 3))) {
                syndicate.stop(going);
                assertThat(syndicate.awaitStop(going, LONG)).isTrue();
                children.remove(going);
            }
            while (ChildList.copyPiece(parent, copy)) {
                // Goes on to the end.
            }

            assertThat(copy).isEqualTo(children);
        }
    }
}
