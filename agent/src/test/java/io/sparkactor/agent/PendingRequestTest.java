package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.internal.turn.TurnOutcome;
import io.sparkactor.agent.limit.Spending;
import io.sparkactor.spi.Delegation;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an agent does with a request at its end. */
@Timeout(60)
class PendingRequestTest {

    private final CountDownLatch room = new CountDownLatch(1);
    private final CountDownLatch ends = new CountDownLatch(1);
    private final CountDownLatch handled = new CountDownLatch(1);

    /** To a reader in another system, when the way there is full. */
    private final class FullWay implements ReplySink<LlmStreamChunk, LlmResponse> {

        @Override
        public boolean send(LlmStreamChunk chunk) {
            return true;
        }

        @Override
        public boolean complete(LlmResponse result) {
            ends.countDown();
            try {
                return room.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public boolean fail(Throwable cause) {
            return true;
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }

    private final class Answering extends Actor<LlmCommand> {

        @Override
        protected void process(Message<LlmCommand> message) {
            LlmRequest request = ((LlmStreamRequest) message.content()).request();
            var pending = new PendingRequest(Delegation.hold(message), request, new FullWay(), true);
            var response = new LlmResponse(request.id(), "hello", "none", Spending.NONE, List.of());
            pending.answer(new TurnOutcome.Answered(response, List.of(), response), context());
            handled.countDown();
        }
    }

    @Test
    void aReaderToWhomNothingGetsThroughDoesNotHoldUpTheAgent() throws InterruptedException {
        try (var syndicate = Syndicate.open("pending")) {
            var agent = syndicate.createActor(Answering::new);

            agent.tell(LlmRequest.of("hi").stream());

            assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ends.await(10, TimeUnit.SECONDS)).isTrue();
            room.countDown();
            Await.until(
                    "the books to add up",
                    Duration.ofSeconds(10),
                    () -> syndicate.ledger().balanced());
        }
    }

    @Test
    void anAnswerOnItsWayIsNotTakenBackByAStop() throws InterruptedException {
        try (var syndicate = Syndicate.open("pending")) {
            var agent = syndicate.createActor(Answering::new);
            agent.tell(LlmRequest.of("hi").stream());
            assertThat(handled.await(10, TimeUnit.SECONDS)).isTrue();

            syndicate.stop(agent);

            assertThat(syndicate.awaitStop(agent, Duration.ofSeconds(10))).isTrue();
            assertThat(syndicate.ledger().deadLettered()).isZero();
            room.countDown();
        }
    }
}
