package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskRefusedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.MessageHandler;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What tests of streams between two systems share: the systems, the network, and writers. */
abstract class RemoteStreamFixture {

    static final Duration LONG = Duration.ofSeconds(15);
    static final int WINDOW = 256;
    static final int STEP = 64;

    final FakeNetwork network = new FakeNetwork();
    final Syndicate left = Syndicate.open("stream-left", c -> c.remote(network));
    final Syndicate right = Syndicate.open("stream-right", c -> c.remote(network));
    final Gate gate = new Gate();
    final Mail<Boolean> writerEnds = new Mail<>();
    final AtomicInteger written = new AtomicInteger();

    @AfterEach
    final void close() {
        gate.open();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    record Count(int to) implements StreamRequest<Count, Integer, String> {}

    /** How a handler answers. */
    interface Writing {
        void write(ReplySink<Integer, String> sink, int count) throws Exception;
    }

    ActorRef<Count> far(MessageHandler<Count> handler) {
        return left.ref(right.createActor(Count.class, handler).id(), Count.class);
    }

    ActorRef<Count> writing(Writing writing) {
        return far((context, message) -> writing.write(
                message.stream(message.content()), message.content().to()));
    }

    ActorRef<Count> counter() {
        return writing((sink, count) -> {
            while (written.get() < count && sink.send(written.get())) {
                written.incrementAndGet();
            }
            sink.complete("counted to " + count);
            writerEnds.put(sink.cancelled());
        });
    }

    static DeadLetterReason lastReason(Syndicate syndicate) {
        Await.until("a dead letter", () -> !syndicate.deadLetters().isEmpty());
        return syndicate.deadLetters().getLast().reason();
    }

    void checkBooks() {
        Books.settled(left);
        Books.settled(right);
    }

    static void checkRefused(ReplyStream<Integer, String> stream, DeadLetterReason reason) {
        assertThatThrownBy(stream::result)
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
