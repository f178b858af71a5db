package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P1 at the limit of queued messages: sends from outside are refused beyond it, and taken again when there is room. */
@Timeout(60)
class P1QueueLimitTest {

    private static final int LIMIT = 1_000;

    /** The limit may be passed by so many, as not each send counts what is queued. */
    private static final int SLACK = 5_000;

    private final Syndicate syndicate = Syndicate.open("p1-limit", c -> c.maxQueuedMessages(LIMIT));
    private Gate release = new Gate();
    private ActorRef<Integer> blocked;

    @BeforeEach
    void blockAnActor() throws Exception {
        var entered = new Gate();
        var held = release;
        blocked = syndicate.createActor(Integer.class, (context, message) -> {
            entered.open();
            held.await();
        });
        blocked.tell(0);
        entered.await();
    }

    @AfterEach
    void close() {
        release.open();
        syndicate.close();
    }

    @Test
    void sendsFromOutsideAreRefusedBeyondTheLimit() {
        assertThat(fill()).isBetween(LIMIT / 2, LIMIT + SLACK);
        assertThat(syndicate.deadLetters())
                .anySatisfy(letter -> assertThat(letter.reason()).isEqualTo(DeadLetterReason.QUEUE_LIMIT));
    }

    @Test
    void sendsOfActorsAreTakenBeyondTheLimit() throws Exception {
        fill();
        var outcomes = new Mail<Integer>();
        syndicate.createActor(() -> new InsideSender(outcomes));

        assertThat(outcomes.take()).isEqualTo(100);
    }

    /** Tells itself, and so sends as an actor although its first message cannot come from outside. */
    private static final class InsideSender extends Actor<Integer> {

        private final Mail<Integer> outcomes;
        private int accepted;

        InsideSender(Mail<Integer> outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        protected void preStart() {
            scheduleAfter(Duration.ZERO, 0);
        }

        @Override
        protected void process(Message<Integer> message) {
            if (message.content() == 0) {
                for (int i = 0; i < 100; i++) {
                    accepted += self().tell(1).accepted() ? 1 : 0;
                }
                outcomes.put(accepted);
            }
        }
    }

    @Test
    void operatorsAreToldOnceThatTheLimitIsReached() throws Exception {
        var events = new Mail<RuntimeEvent.QueueLimitReached>();
        try (var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.QueueLimitReached reached) {
                events.put(reached);
            }
        })) {
            fill();

            assertThat(events.take().limit()).isEqualTo(LIMIT);
            assertThat(subscription).isNotNull();
        }
        assertThat(events.all()).isEmpty();
    }

    @Test
    void onceThereIsRoomAgainTheVeryNextSendIsTaken() throws Exception {
        for (int round = 0; round < 5; round++) {
            release.open();
            Books.settled(syndicate);
            assertThat(blocked.tell(1)).isEqualTo(new Delivery.Accepted());
            release = new Gate();
            blockAnActor();
            fill();
        }
    }

    /** Sends until one is refused; how many were taken. */
    private int fill() {
        for (int i = 1; i <= LIMIT + SLACK; i++) {
            if (blocked.tell(i) instanceof Delivery.Refused refused) {
                assertThat(refused.reason()).isEqualTo(DeadLetterReason.QUEUE_LIMIT);
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
