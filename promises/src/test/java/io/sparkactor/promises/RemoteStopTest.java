package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stops across systems. */
@Timeout(60)
class RemoteStopTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("stop-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("stop-right", c -> c.remote(network));
    private final Gate entered = new Gate();
    private final Gate gate = new Gate();
    private final Mail<String> seen = new Mail<>();
    private final ActorRef<String> busy = right.createActor(String.class, (context, message) -> {
        seen.put(message.content());
        entered.open();
        gate.awaitStubbornly();
    });
    private final ActorRef<String> far = left.ref(busy.id(), String.class);

    @AfterEach
    void close() {
        gate.open();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    private void queueTwo() throws InterruptedException {
        far.tell("one");
        entered.await();
        far.tell("two");
    }

    @Test
    void aStopOvertakesTheQueue() throws Exception {
        queueTwo();
        left.stop(far);
        network.awaitIdle();
        gate.open();
        assertThat(right.awaitStop(busy, LONG)).isTrue();
        assertThat(seen.all()).containsExactly("one");
        Await.until("the dead letter", () -> !right.deadLetters().isEmpty());
        assertThat(right.deadLetters())
                .extracting(DeadLetter::content, DeadLetter::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("two", DeadLetterReason.ACTOR_STOPPED));
    }

    @Test
    void aStopAfterTheQueueComesBehindWhatWasSentBefore() throws Exception {
        queueTwo();
        network.pause();
        far.tell("three");
        var actor = left.createActor(() -> new Puppet(new Mail<>()));
        order(actor, self -> self.end(far));
        far.tell("four");
        network.goOn();
        network.awaitIdle();
        gate.open();
        assertThat(right.awaitStop(busy, LONG)).isTrue();
        assertThat(seen.all()).containsExactly("one", "two", "three");
    }

    @Test
    void whoIsNotThereCannotBeStoppedOnceMore() {
        left.stop(far);
        assertThat(right.awaitStop(busy, LONG)).isTrue();
        var here = left.createActor(() -> new Puppet(new Mail<>()));
        left.stop(far);
        left.stopAfterQueue(far);
        left.stop(left.ref(new ActorId(left.systemId(), "nobody"), String.class));
        network.awaitIdle();
        checkAlive(here);
    }

    @Test
    void whereNoWayLeadsAStopIsAWarningOnly() {
        try (var _ = QuietLog.of("io.sparkactor.Remote")) {
            left.stop(left.ref(
                    new ActorId(SystemId.ofName("nowhere"), "11111111-1111-4111-8111-111111111111"), String.class));
        }
        assertThat(network.controls()).isEmpty();
    }

    @Test
    void aPeerWithoutAWordForItSaysWhatToDo() {
        network.forgetControls();
        assertThatThrownBy(() -> left.stop(far))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("send it a message");
        assertThatThrownBy(() -> left.stopAfterQueue(far)).isInstanceOf(UnsupportedOperationException.class);
    }
}
