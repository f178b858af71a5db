package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.MessageHandler;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from an actor of another system: as at home, whatever becomes of the two systems and of the way between them. */
@Timeout(60)
class RemoteStreamTest {

    private static final Duration LONG = Duration.ofSeconds(15);
    private static final int WINDOW = 256;
    private static final int STEP = 64;

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("stream-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("stream-right", c -> c.remote(network));
    private final Gate gate = new Gate();
    private final Mail<Boolean> writerEnds = new Mail<>();
    private final AtomicInteger written = new AtomicInteger();

    @AfterEach
    void close() {
        gate.open();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    private record Count(int to) implements StreamRequest<Count, Integer, String> {}

    /** How a handler answers. */
    private interface Writing {
        void write(ReplySink<Integer, String> sink, int count) throws Exception;
    }

    private ActorRef<Count> far(MessageHandler<Count> handler) {
        return left.ref(right.createActor(Count.class, handler).id(), Count.class);
    }

    private ActorRef<Count> writing(Writing writing) {
        return far((context, message) -> writing.write(
                message.stream(message.content()), message.content().to()));
    }

    private ActorRef<Count> counter() {
        return writing((sink, count) -> {
            while (written.get() < count && sink.send(written.get())) {
                written.incrementAndGet();
            }
            sink.complete("counted to " + count);
            writerEnds.put(sink.cancelled());
        });
    }

    private static DeadLetterReason lastReason(Syndicate syndicate) {
        Await.until("a dead letter", () -> !syndicate.deadLetters().isEmpty());
        return syndicate.deadLetters().getLast().reason();
    }

    private void checkBooks() {
        Books.settled(left);
        Books.settled(right);
    }

    private static void checkRefused(ReplyStream<Integer, String> stream, DeadLetterReason reason) {
        assertThatThrownBy(stream::result)
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void chunksComeInOrderAndThenTheResult() {
        try (var numbers = counter().askStream(new Count(1_000), LONG)) {
            var seen = new ArrayList<Integer>();
            for (int number : numbers) {
                seen.add(number);
            }
            assertThat(seen).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
            assertThat(numbers.result()).isEqualTo("counted to 1000");
        }
        checkBooks();
        assertThat(left.deadLetters()).isEmpty();
        assertThat(right.deadLetters()).isEmpty();
    }

    @Test
    void aStreamLeavesNothingBehind() {
        for (int i = 0; i < 50; i++) {
            try (var numbers =
                    far((context, message) -> message.reply("at once")).askStream(new Count(1), LONG)) {
                assertThat(numbers.result()).isEqualTo("at once");
            }
        }
        checkBooks();
        assertThat(network.controls()).isEmpty();
    }

    @Test
    void aSecondReplyIsLate() throws Exception {
        var outcomes = new Mail<Delivery>();
        var actor = far((context, message) -> {
            outcomes.put(message.reply("first"));
            outcomes.put(message.reply("second"));
        });
        try (var stream = actor.askStream(new Count(0), LONG)) {
            assertThat(stream.hasNext()).isFalse();
            assertThat(stream.result()).isEqualTo("first");
        }
        assertThat(outcomes.take(2))
                .containsExactly(new Delivery.Accepted(), new Delivery.Refused(DeadLetterReason.LATE_REPLY));
        checkBooks();
    }

    @Test
    void aWriterWaitsWhileItsReaderIs256ChunksBehind() {
        try (var numbers = counter().askStream(new Count(1_000), LONG)) {
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
            for (int i = 0; i < STEP; i++) {
                assertThat(written.get()).isEqualTo(WINDOW);
                assertThat(numbers.next()).isEqualTo(i);
            }
            Await.until("the writer has gone on", () -> written.get() == WINDOW + STEP);
            for (int i = STEP; i < 1_000; i++) {
                assertThat(numbers.next()).isEqualTo(i);
                assertThat(written.get()).isLessThanOrEqualTo(i + 1 + WINDOW);
            }
            assertThat(numbers.result()).isEqualTo("counted to 1000");
        }
        assertThat(written).hasValue(1_000);
    }

    @Test
    void aWriterThatWaitsForItsReaderHoldsUpNobodyElse() {
        var echo = left.ref(
                right.createActor(String.class, (context, message) -> message.reply("alive"))
                        .id(),
                String.class);
        try (var numbers = counter().askStream(new Count(1_000_000), LONG)) {
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
            for (int i = 0; i < 100; i++) {
                assertThat(echo.ask("well?", String.class, LONG)).isEqualTo("alive");
            }
            assertThat(numbers.next()).isZero();
        }
    }

    @Test
    void closingTheReaderTellsTheWriterThatWaits() throws Exception {
        var actor = counter();
        try (var numbers = actor.askStream(new Count(1_000_000), LONG)) {
            assertThat(numbers.next()).isZero();
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
        }
        assertThat(writerEnds.take()).isTrue();
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.result()).isEqualTo("counted to 0");
        }
        checkBooks();
        assertThat(right.deadLetters()).isEmpty();
    }

    /** As where the connection of the request was cut, and another way was found meanwhile. */
    @Test
    void aCancelThatOvertakesItsRequestIsSaidAgain() throws Exception {
        var actor = writing((sink, count) -> {
            written.incrementAndGet();
            gate.awaitStubbornly();
            writerEnds.put(sink.cancelled());
        });
        network.hold();
        actor.askStream(new Count(0), LONG).close();
        network.awaitIdle(); // the cancel is there
        network.pause();
        network.carry(network.takeHeld());
        Await.until("the handler has begun", () -> written.get() == 1);
        network.goOn();
        network.awaitIdle();
        gate.open();
        assertThat(writerEnds.take()).isTrue();
        checkBooks();
    }

    @Test
    void aReaderThatWaitsInVainTellsTheWriter() throws Exception {
        var actor = writing((sink, count) -> {
            gate.awaitStubbornly();
            writerEnds.put(sink.send(1));
        });
        try (var stream = actor.askStream(new Count(0), Duration.ofSeconds(1))) {
            assertThatThrownBy(stream::hasNext).isInstanceOf(AskTimeoutException.class);
            network.awaitIdle();
            gate.open();
            assertThat(writerEnds.take()).isFalse();
        }
    }

    @Test
    void aStreamThatNobodyReadsIsNotBegun() {
        var actor = far((context, message) -> gate.awaitStubbornly());
        var first = actor.askStream(new Count(0), LONG);
        actor.askStream(new Count(1), LONG).close();
        network.awaitIdle();
        gate.open();
        assertThat(lastReason(right)).isEqualTo(DeadLetterReason.ASK_ENDED);
        assertThat(right.deadLetters()).extracting(DeadLetter::content).containsExactly(new Count(1));
        first.close();
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
            assertThatThrownBy(numbers::result).isInstanceOf(AskFailedException.class);
        }
    }

    @Test
    void aWriterMayFailTheStreamAndOnlyTheFirstEndCounts() throws Exception {
        var actor = writing((sink, count) -> {
            writerEnds.put(sink.fail(new IllegalStateException("no more")));
            writerEnds.put(sink.complete("all"));
            writerEnds.put(sink.fail(new IllegalStateException("once more")));
            writerEnds.put(sink.send(1));
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThatThrownBy(numbers::result)
                    .isInstanceOf(AskFailedException.class)
                    .hasRootCauseMessage("no more");
        }
        assertThat(writerEnds.take(4)).containsExactly(true, false, false, false);
    }

    @Test
    void aWriterThatStopsWithoutAnEndFailsTheReader() {
        var actor = far((context, message) -> {
            message.stream(message.content()).send(1);
            context.stop();
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.next()).isEqualTo(1);
            assertThatThrownBy(numbers::hasNext).isInstanceOf(AskTargetStoppedException.class);
        }
    }

    @Test
    void whoHasStoppedIsNotAsked() {
        var actor = right.createActor(Count.class, (context, message) -> {});
        var far = left.ref(actor.id(), Count.class);
        right.stop(actor);
        assertThat(right.awaitStop(actor, LONG)).isTrue();
        try (var stream = far.askStream(new Count(0), LONG)) {
            assertThatThrownBy(stream::result).isInstanceOf(AskTargetStoppedException.class);
        } catch (AskTargetStoppedException e) {
            // Known at once where the network answers at once.
        }
        checkBooks();
    }

    @Test
    void theLossOfTheSessionEndsBothSides() throws Exception {
        try (var numbers = counter().askStream(new Count(1_000_000), LONG)) {
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
            network.awaitIdle();
            network.lose(left.systemId(), right.systemId(), "lost");
            network.awaitIdle();
            assertThat(writerEnds.take()).isTrue();
            assertThat(numbers.next()).isZero(); // what has come stays
            checkRefused(numbers, DeadLetterReason.UNACKNOWLEDGED);
        }
        checkBooks();
    }

    @Test
    void aReaderThatAloneHearsOfTheLossTellsTheWriter() throws Exception {
        try (var numbers = counter().askStream(new Count(1_000_000), LONG)) {
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
            network.awaitIdle();
            network.home(left.systemId()).peerLost(right.systemId(), "lost");
            checkRefused(numbers, DeadLetterReason.UNACKNOWLEDGED);
            assertThat(writerEnds.take()).isTrue();
        }
    }

    @Test
    void aWriterThatAloneHearsOfTheLossTellsTheReader() throws Exception {
        try (var numbers = counter().askStream(new Count(1_000_000), LONG)) {
            Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
            network.awaitIdle();
            network.home(right.systemId()).peerLost(left.systemId(), "lost");
            assertThat(writerEnds.take()).isTrue();
            checkRefused(numbers, DeadLetterReason.UNACKNOWLEDGED);
        }
    }

    @Test
    void aRequestThatWasNotSentWaitsForTheNextSession() {
        network.pause();
        var actor = counter();
        try (var numbers = actor.askStream(new Count(10), LONG)) {
            network.home(left.systemId()).peerLost(right.systemId(), "lost");
            network.goOn();
            assertThat(numbers.result()).isEqualTo("counted to 10");
        }
    }

    @Test
    void aRequestThatIsLostFailsTheReader() {
        network.hold();
        try (var numbers = counter().askStream(new Count(10), LONG)) {
            network.takeHeld().failed(DeadLetterReason.UNACKNOWLEDGED);
            checkRefused(numbers, DeadLetterReason.UNACKNOWLEDGED);
        }
        assertThat(lastReason(left)).isEqualTo(DeadLetterReason.UNACKNOWLEDGED);
        checkBooks();
    }

    @Test
    void whereNoWayLeadsTheAskIsRefused() {
        network.refuse(DeadLetterReason.NO_ROUTE);
        assertThatThrownBy(() -> counter().askStream(new Count(10), LONG))
                .isInstanceOfSatisfying(
                        AskRefusedException.class, e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NO_ROUTE));
        checkBooks();
    }

    @Test
    void whatComesInAnotherOrderIsReadInThatOfTheWriter() {
        var actor = counter();
        network.hold();
        try (var numbers = actor.askStream(new Count(3), LONG)) {
            network.carry(network.takeHeld());
            Await.until("all is on its way", () -> network.held() == 4);
            var first = network.takeHeld();
            var second = network.takeHeld();
            var third = network.takeHeld();
            network.carry(network.takeHeld());
            network.carry(third);
            network.carry(first);
            assertThat(numbers.next()).isZero();
            network.carry(second);
            assertThat(numbers.next()).isEqualTo(1);
            assertThat(numbers.next()).isEqualTo(2);
            assertThat(numbers.hasNext()).isFalse();
            assertThat(numbers.result()).isEqualTo("counted to 3");
        }
        checkBooks();
    }

    @Test
    void aChunkThatDoesNotTravelEndsTheStream() throws Exception {
        var actor = writing((sink, count) -> {
            writerEnds.put(sink.send(1));
            network.refuse(DeadLetterReason.NOT_ENCODABLE);
            writerEnds.put(sink.send(2));
            network.refuse(null);
            writerEnds.put(sink.complete("all"));
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            assertThat(numbers.next()).isEqualTo(1);
            checkRefused(numbers, DeadLetterReason.NOT_ENCODABLE);
        }
        assertThat(writerEnds.take(3)).containsExactly(true, false, false);
    }

    @Test
    void aChunkThatIsRefusedOverThereEndsTheStream() {
        var actor = counter();
        network.hold();
        try (var numbers = actor.askStream(new Count(2), LONG)) {
            network.carry(network.takeHeld());
            Await.until("all is on its way", () -> network.held() == 3);
            network.takeHeld().failed(DeadLetterReason.NOT_ENCODABLE);
            network.takeHeld().delivered();
            network.takeHeld().delivered();
            checkRefused(numbers, DeadLetterReason.NOT_ENCODABLE);
        }
        checkBooks();
    }

    @Test
    void aResultThatDoesNotTravelFailsTheReader() throws Exception {
        var outcomes = new Mail<Delivery>();
        var actor = far((context, message) -> {
            network.refuse(DeadLetterReason.NOT_ENCODABLE);
            outcomes.put(message.reply("too much"));
            network.refuse(null);
        });
        try (var stream = actor.askStream(new Count(0), LONG)) {
            checkRefused(stream, DeadLetterReason.NOT_ENCODABLE);
        }
        assertThat(outcomes.take()).isEqualTo(new Delivery.Refused(DeadLetterReason.NOT_ENCODABLE));
        assertThat(Books.settled(right).refused()).isEqualTo(1);
    }

    @Test
    void aTransportThatThrowsEndsTheStream() {
        var actor = writing((sink, count) -> {
            network.fail(new StackOverflowError("a test"));
            try {
                sink.send(1);
            } finally {
                network.fail(null);
            }
        });
        try (var stream = actor.askStream(new Count(0), LONG)) {
            checkRefused(stream, DeadLetterReason.DISCONNECTED);
        }
        checkBooks();
    }

    @Test
    void aWriterWaitsWhileItsOwnChunksFillTheWay() throws Exception {
        var actor = writing((sink, count) -> {
            writerEnds.put(sink.send(1));
            network.refuse(DeadLetterReason.OVERFLOW);
            writerEnds.put(sink.send(2));
            writerEnds.put(sink.complete("all"));
        });
        network.hold();
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            network.carry(network.takeHeld());
            assertThat(writerEnds.take()).isTrue();
            Await.until("the writer waits", () -> right.diagnostics().toString().contains("ReplySink.send"));
            network.refuse(null);
            network.carry(network.takeHeld());
            assertThat(writerEnds.take(2)).containsExactly(true, true);
            network.carry(network.takeHeld());
            network.carry(network.takeHeld());
            assertThat(numbers.result()).isEqualTo("all");
        }
    }

    @Test
    void whereOthersFillTheWayTheStreamEnds() {
        var actor = writing((sink, count) -> {
            network.refuse(DeadLetterReason.OVERFLOW);
            writerEnds.put(sink.send(1));
            network.refuse(null);
        });
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            checkRefused(numbers, DeadLetterReason.OVERFLOW);
        }
    }

    @Test
    void aWriterThatTakesMoreThanItsRoomEndsTheStream() {
        var actor = far((context, message) -> gate.awaitStubbornly());
        network.hold();
        try (var numbers = actor.askStream(new Count(0), LONG)) {
            var request = network.takeHeld();
            network.carry(request);
            for (int number : new int[] {1, 2, WINDOW + 4}) {
                network.carry(new FakePiece(request.sender(), number));
            }
            assertThat(numbers.next()).isEqualTo(1);
            assertThat(numbers.next()).isEqualTo(2);
            checkRefused(numbers, DeadLetterReason.OVERFLOW);
        }
    }

    @Test
    void aClosedSystemEndsItsStreams() {
        var numbers = counter().askStream(new Count(1_000_000), LONG);
        Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
        right.close(Duration.ZERO);
        assertThatThrownBy(numbers::result)
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(ActorStoppedException.class); // as at home
        checkBooks();
    }

    @Test
    void aSystemThatClosesTellsThoseWhoWriteForIt() throws Exception {
        var numbers = counter().askStream(new Count(1_000_000), LONG);
        Await.until("the writer is as far as it may be", () -> written.get() == WINDOW);
        left.close(Duration.ZERO);
        assertThat(writerEnds.take()).isTrue();
        assertThatThrownBy(numbers::result).isInstanceOfAny(AskTargetStoppedException.class, AskRefusedException.class);
        checkBooks();
    }

    @Test
    void anActorReadsInItsTurnAndItsStopEndsThat() {
        var silent = far((context, message) -> message.stream(message.content()).send(1));
        var seen = new Mail<Integer>();
        var reader = left.createActor(String.class, (context, message) -> {
            try (var numbers = silent.askStream(new Count(0), LONG)) {
                seen.put(numbers.next());
                numbers.next();
            }
        });
        reader.tell("read");
        Await.until("the first chunk", () -> seen.all().equals(List.of(1)));
        left.stop(reader);
        assertThat(left.awaitStop(reader, LONG)).isTrue();
        checkBooks();
    }

    @Test
    void aCircleOverSystemsEndsAtItsTimeOut() {
        var home = new CompletableFuture<ActorRef<Count>>();
        var first = left.createActor(Count.class, (context, message) -> {
            try (var stream = home.join().askStream(new Count(1), Duration.ofMillis(200))) {
                message.reply(stream.result());
            }
        });
        var back = right.ref(first.id(), Count.class);
        home.complete(far((context, message) -> {
            try (var stream = back.askStream(new Count(2), LONG)) {
                message.reply(stream.result());
            }
        }));
        try (var stream = first.askStream(new Count(0), LONG)) {
            assertThatThrownBy(stream::result).hasCauseInstanceOf(AskTimeoutException.class);
        }
    }

    @Test
    void aSystemWithoutAWordForStreamsIsNotAsked() {
        network.forgetStreams();
        assertThatThrownBy(() -> counter().askStream(new Count(0), LONG))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("piece by piece");
    }

    @Test
    void aRequestIsNotForwardedToAnotherSystem() {
        var there = counter();
        var passing = left.createActor(Count.class, (context, message) -> message.forward(there));
        try (var stream = passing.askStream(new Count(0), LONG)) {
            assertThatThrownBy(stream::result).hasCauseInstanceOf(UnsupportedOperationException.class);
        }
        var here = right.ref(
                left.createActor(Count.class, (context, message) -> {}).id(), Count.class);
        try (var stream = far((context, message) -> message.forward(here)).askStream(new Count(0), LONG)) {
            assertThatThrownBy(stream::result).hasCauseInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aRequestIsForwardedWithinTheOtherSystem() {
        var second = right.createActor(Count.class, (context, message) -> {
            var sink = message.stream(message.content());
            sink.send(1);
            sink.complete("second");
        });
        try (var stream = far((context, message) -> message.forward(second)).askStream(new Count(0), LONG)) {
            assertThat(stream.next()).isEqualTo(1);
            assertThat(stream.result()).isEqualTo("second");
        }
    }
}
