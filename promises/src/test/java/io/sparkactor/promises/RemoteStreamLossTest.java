package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams end on both sides, whatever becomes of the two systems and of the way between them. */
@Timeout(60)
class RemoteStreamLossTest extends RemoteStreamFixture {

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
}
