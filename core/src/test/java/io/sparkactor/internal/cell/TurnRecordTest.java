package io.sparkactor.internal.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a record of turns costs an actor. */
@Timeout(30)
class TurnRecordTest {

    private final Syndicate syndicate = Syndicate.open("turns");
    private final SynchronousQueue<String> handled = new SynchronousQueue<>();

    @AfterEach
    void close() {
        syndicate.close();
    }

    @Test
    void anActorKeepsNoTimesWhenNobodyRecordsTurns() throws Exception {
        assertThat(extrasAfterMessages()).isNull();
    }

    @Test
    void anActorKeepsNoTimesInARecordingOfOtherEvents() throws Exception {
        try (var recording = new Recording()) {
            recording.start();

            assertThat(extrasAfterMessages()).isNull();
        }
    }

    @Test
    void anActorKeepsItsTimesWhileTurnsAreRecorded() throws Exception {
        try (var recording = new Recording()) {
            recording.enable("io.sparkactor.Turn");
            recording.start();

            assertThat(extrasAfterMessages()).isNotNull();
        }
    }

    private @Nullable Object extrasAfterMessages() throws InterruptedException {
        ActorRef<String> actor = syndicate.createActor(String.class, (context, message) -> handled.put("handled"));
        for (int i = 0; i < 10; i++) {
            actor.tell("go");
            assertThat(handled.poll(10, TimeUnit.SECONDS)).isEqualTo("handled");
        }
        return BaseRef.of(actor) instanceof ActorCell<?> cell ? cell.extrasIfAny() : "no cell";
    }
}
