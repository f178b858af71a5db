package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.MessageHandler;
import io.sparkactor.ReplySink;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P7 for streams of replies: chunks in order, then the result; who goes tells the other side; nobody waits for nothing. */
@Timeout(60)
class P7AskStreamTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final int BUFFER = 256;

    private final Syndicate syndicate = Syndicate.open("p7-stream");
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private record Count(int to) implements StreamRequest<Count, Integer, String> {}

    @Test
    void chunksComeInOrderAndThenTheResult() {
        var actor = counter();

        try (var numbers = actor.askStream(new Count(1_000), LONG)) {
            var seen = new ArrayList<Integer>();
            for (int number : numbers) {
                seen.add(number);
            }
            assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
            assertThat(numbers.result()).isEqualTo("counted to 1000");
        }
    }

    @Test
    void theResultSkipsChunksThatWereNotRead() {
        try (var numbers = counter().askStream(new Count(1_000), LONG)) {
            assertThat(numbers.result()).isEqualTo("counted to 1000");
        }
    }

    @Test
    void aPlainReplyIsTheResult() {
        var actor = syndicate.createActor(Count.class, (context, message) -> message.reply("at once"));

        try (var numbers = actor.askStream(new Count(1), LONG)) {
            assertThat(numbers.hasNext()).isFalse();
            assertThat(numbers.result()).isEqualTo("at once");
        }
    }

    @Test
    void thereIsNoChunkBehindTheLast() {
        try (var numbers = counter().askStream(new Count(0), LONG)) {
            assertThatThrownBy(numbers::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void aWriterWaitsWhileItsReaderIs256ChunksBehind() throws Exception {
        var sent = new AtomicInteger();
        var actor = writing((sink, count) -> {
            while (sent.get() < count && sink.send(sent.get())) {
                sent.incrementAndGet();
            }
            sink.complete("all");
        });
        try (var numbers = actor.askStream(new Count(1_000), LONG)) {
            Await.until("the writer has filled the buffer", () -> sent.get() == BUFFER);
            for (int i = 0; i < 10; i++) {
                assertThat(numbers.next()).isEqualTo(i);
            }
            Await.until("the writer has gone on", () -> sent.get() == BUFFER + 10);
            assertThat(numbers.result()).isEqualTo("all");
        }
        assertThat(sent).hasValue(1_000);
    }

    @Test
    void aWriterThatWaitsForRoomHoldsUpNoOtherActor() {
        var actor = counter();
        var others = syndicate.createActor(String.class, (context, message) -> message.reply("alive"));
        try (var numbers = actor.askStream(new Count(1_000_000), LONG)) {
            assertThat(numbers.next()).isZero();
            for (int i = 0; i < 100; i++) {
                assertThat(others.ask("well?", String.class, LONG)).isEqualTo("alive");
            }
        }
    }

    @Test
    void closingTheReaderTellsTheWriter() throws Exception {
        var ended = new Mail<Boolean>();
        var actor = writing((sink, count) -> {
            int i = 0;
            while (sink.send(i)) {
                i++;
            }
            ended.put(sink.cancelled());
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.next()).isZero();
        }
        assertThat(ended.take()).isTrue();
    }

    @Test
    void closingTwiceAndAfterTheResultDoesNothing() {
        var numbers = counter().askStream(new Count(3), LONG);
        assertThat(numbers.result()).isEqualTo("counted to 3");
        numbers.close();
        numbers.close();

        assertThat(numbers.result()).isEqualTo("counted to 3");
    }

    @Test
    void aClosedReaderHasNoResult() {
        var numbers = counter().askStream(new Count(1_000_000), LONG);
        numbers.close();

        assertThatThrownBy(numbers::result)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aHandlerThatThrowsFailsTheReaderBehindTheChunks() {
        var actor = writing((sink, count) -> {
            sink.send(1);
            throw new IllegalStateException("broken");
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.next()).isEqualTo(1);
            assertThatThrownBy(numbers::hasNext)
                    .isInstanceOf(AskFailedException.class)
                    .hasRootCauseMessage("broken");
        }
    }

    @Test
    void aWriterMayFailTheStream() {
        var actor = writing((sink, count) -> sink.fail(new IllegalStateException("no more")));
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThatThrownBy(numbers::result)
                    .isInstanceOf(AskFailedException.class)
                    .hasRootCauseMessage("no more");
        }
    }

    @Test
    void onlyTheFirstEndCounts() throws Exception {
        var outcomes = new Mail<Boolean>();
        var actor = writing((sink, count) -> {
            outcomes.put(sink.complete("first"));
            outcomes.put(sink.complete("second"));
            outcomes.put(sink.fail(new IllegalStateException("third")));
            outcomes.put(sink.send(4));
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.result()).isEqualTo("first");
        }
        assertThat(outcomes.take(4)).containsExactly(true, false, false, false);
    }

    @Test
    void aWriterThatStopsWithoutAnEndFailsTheReader() {
        var actor = syndicate.createActor(Count.class, (context, message) -> {
            message.stream(message.content()).send(1);
            context.stop();
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.next()).isEqualTo(1);
            assertThatThrownBy(numbers::hasNext).isInstanceOf(AskTargetStoppedException.class);
        }
    }

    @Test
    void aStreamOfAStoppedActorFailsAtOnce() {
        var actor = counter();
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        assertThatThrownBy(() -> actor.askStream(new Count(0), LONG)).isInstanceOf(AskTargetStoppedException.class);
    }

    @Test
    void theTimeOutBoundsEachWaitAndNotTheWhole() {
        var actor = writing((sink, count) -> {
            for (int i = 0; i < count; i++) {
                Thread.sleep(50);
                sink.send(i);
            }
            sink.complete("slow but steady");
        });
        try (var numbers = actor.askStream(new Count(30), Duration.ofSeconds(1))) {
            assertThat(numbers.result()).isEqualTo("slow but steady");
        }
    }

    @Test
    void aWaitThatLastsTooLongEndsTheStreamAndTellsTheWriter() throws Exception {
        var outcomes = new Mail<Boolean>();
        var actor = writing((sink, count) -> {
            sink.send(1);
            release.await();
            outcomes.put(sink.send(2));
        });
        try (var numbers = actor.askStream(new Count(0), Duration.ofSeconds(1))) {
            assertThat(numbers.next()).isEqualTo(1);
            assertThatThrownBy(numbers::hasNext).isInstanceOf(AskTimeoutException.class);
            release.open();
            assertThat(outcomes.take()).isFalse();
        }
    }

    @Test
    void aReadingActorWaitsNoLongerThanItsTimeOutAndTheStreamStaysEnded() throws Exception {
        var outcomes = new Mail<Throwable>();
        var ended = new Mail<Boolean>();
        var actor = writing((sink, count) -> {
            sink.send(1);
            release.await();
            ended.put(sink.cancelled());
        });
        var reader = syndicate.createActor(String.class, (context, message) -> {
            try (var numbers = actor.askStream(new Count(0), Duration.ofSeconds(1))) {
                outcomes.put(catchThrowable(numbers::result));
                outcomes.put(catchThrowable(numbers::hasNext));
            }
        });
        reader.tell("read");

        assertThat(outcomes.take(2)).hasOnlyElementsOfType(AskTimeoutException.class);
        release.open();
        assertThat(ended.take()).isTrue();
    }

    @Test
    void aReadingActorThatIsToldToStopGetsAnExceptionForThat() throws Exception {
        var actor = writing((sink, count) -> release.await());
        var outcomes = new Mail<Throwable>();
        var reading = new Gate();
        var reader = syndicate.createActor(String.class, (context, message) -> {
            try (var numbers = actor.askStream(new Count(0), LONG)) {
                reading.open();
                numbers.result();
            } catch (ActorStoppedException e) {
                outcomes.put(e);
            }
        });
        reader.tell("read");
        reading.await();
        syndicate.stop(reader);

        assertThat(outcomes.take()).isInstanceOf(ActorStoppedException.class);
    }

    @Test
    void anInterruptedReaderGetsAnExceptionForThat() throws Exception {
        var actor = writing((sink, count) -> release.await());
        var reading = new Gate();
        var reader = Crew.start(1, member -> {
            try (var numbers = actor.askStream(new Count(0), LONG)) {
                reading.open();
                assertThatThrownBy(numbers::result).isInstanceOf(WaitInterruptedException.class);
            }
        });
        reading.await();
        reader.interrupt();

        reader.join();
    }

    @Test
    void aMessageThatNobodyStreamsHasACancelledSink() throws Exception {
        var outcomes = new Mail<Boolean>();
        var actor = writing((sink, count) -> {
            outcomes.put(sink.cancelled());
            outcomes.put(sink.send(1));
            outcomes.put(sink.complete("to nobody"));
        });
        actor.tell(new Count(0));

        assertThat(outcomes.take(3)).containsExactly(true, false, false);
    }

    @Test
    void aReaderIsToldWhenTheSyndicateClosesUnderIt() throws Exception {
        var entered = new Gate();
        var actor = writing((sink, count) -> {
            entered.open();
            sink.send(1);
        });
        var reader = Crew.start(1, member -> {
            try (var numbers = actor.askStream(new Count(0), LONG)) {
                assertThatThrownBy(numbers::result).isInstanceOf(AskTargetStoppedException.class);
            }
        });
        entered.await();
        syndicate.close(Duration.ZERO);

        reader.join();
    }

    /** What an actor does with its sink. */
    @FunctionalInterface
    private interface Writing {
        void write(ReplySink<Integer, String> sink, int count) throws Exception;
    }

    private ActorRef<Count> writing(Writing writing) {
        MessageHandler<Count> handler = (context, message) -> writing.write(
                message.stream(message.content()), message.content().to());
        return syndicate.createActor(Count.class, handler);
    }

    private ActorRef<Count> counter() {
        return writing((sink, count) -> {
            for (int i = 0; i < count && sink.send(i); i++) {
                assertThat(sink.cancelled()).isIn(true, false); // may be asked at any time
            }
            sink.complete("counted to " + count);
        });
    }
}
