package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How far a writer in another system may be ahead of its reader, and that it is told when nobody reads. */
@Timeout(60)
class RemoteStreamFlowTest extends RemoteStreamFixture {

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
}
