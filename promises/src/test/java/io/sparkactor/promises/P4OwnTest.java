package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: what an actor owns is closed when it stops or restarts, the last first, whatever the closing throws. */
@Timeout(60)
class P4OwnTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p4-own");
    private final Mail<String> notes = new Mail<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private final class Owner extends Actor<String> {

        private final boolean failsToStart;

        Owner(boolean failsToStart) {
            this.failsToStart = failsToStart;
        }

        @Override
        protected void preStart() throws Exception {
            AutoCloseable first = own(() -> notes.put("first closed"));
            assertThat(first).isNotNull();
            own(() -> {
                notes.put("second closed");
                throw new IOException("does not close");
            });
            own(() -> notes.put("third closed"));
            if (failsToStart) {
                throw new IOException("does not start");
            }
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            if (message.content().equals("fail")) {
                throw new IOException("no");
            }
            notes.put(message.content());
        }

        @Override
        protected void postStop() {
            notes.put("postStop");
        }
    }

    private ActorRef<String> owner() {
        return syndicate.createActor(ActorSpec.of(() -> new Owner(false))
                .supervision(Supervision.restart().backoff(Backoff.none())));
    }

    @Test
    void onStopAllIsClosedInReverseOrderBehindPostStop() throws Exception {
        var actor = owner();
        syndicate.stop(actor);

        assertThat(notes.take(4)).containsExactly("postStop", "third closed", "second closed", "first closed");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void onRestartAllIsClosedBeforeTheNewInstanceAndOnlyOnce() throws Exception {
        var actor = owner();
        actor.tell("fail");
        actor.tell("after");
        assertThat(notes.take(5)).containsExactly("postStop", "third closed", "second closed", "first closed", "after");
        syndicate.stop(actor);

        assertThat(notes.take(4)).containsExactly("postStop", "third closed", "second closed", "first closed");
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void whatAFailedStartHadOwnedIsClosed() throws Exception {
        assertThatThrownBy(() -> syndicate.createActor(() -> new Owner(true)))
                .isInstanceOf(ActorCreationException.class);

        assertThat(notes.take(3)).containsExactly("third closed", "second closed", "first closed");
    }

    @Test
    void aCloseThatThrowsIsPublished() throws Exception {
        var events = new Mail<RuntimeEvent.ResourceCloseFailed>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ResourceCloseFailed failed) {
                events.put(failed);
            }
        });
        var actor = owner();
        syndicate.stop(actor);

        var event = events.take();
        assertThat(event.path()).isEqualTo(actor.path());
        assertThat(event.cause()).hasMessage("does not close");
        subscription.close();
    }
}
