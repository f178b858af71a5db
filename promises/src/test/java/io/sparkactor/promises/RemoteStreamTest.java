package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from an actor of another system are as those at home. */
@Timeout(60)
class RemoteStreamTest extends RemoteStreamFixture {

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
