package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P7 for streams that look like a part of a circle and may well go on: none of them is failed. A stream is a part of one only while
 * nobody but the turn of its replier can answer it.
 */
@Timeout(60)
class P7StreamNoCycleTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration SECOND_LOOK = Duration.ofMillis(5);
    private static final Duration MANY_LOOKS = Duration.ofSeconds(1);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("p7-stream-no-cycle", c -> c.hooks(clock.hooks()));
    private final Mail<String> chunks = new Mail<>();

    /** What each wait ended with, a result or an exception. */
    private final Mail<Object> results = new Mail<>();

    private final Gate release = new Gate();
    private final Waiter reading = new Waiter();
    private final Waiter asking = new Waiter();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    private record Letters() implements StreamRequest<Object, String, String> {}

    private record Read() {}

    private record Question() {}

    /** Reads the letters of a writer when it is told to, and answers questions. */
    private ActorRef<Object> reader(AtomicReference<ActorRef<Object>> writer) {
        return syndicate.createActor(Object.class, (context, message) -> {
            if (!(message.content() instanceof Read)) {
                message.reply("fine");
                return;
            }
            try (var letters = writer.get().askStream(new Letters(), LONG)) {
                reading.comes();
                for (String letter : letters) {
                    chunks.put(letter);
                }
                results.put(letters.result());
            } catch (AskException e) {
                results.put(e);
            }
        });
    }

    /** Asks for an answer in the turn of a writer. */
    private void ask(ActorRef<Object> reader) {
        asking.comes();
        try {
            results.put(reader.ask(new Question(), String.class, LONG));
        } catch (AskException e) {
            results.put(e);
        }
    }

    private ActorRef<Object> readerOf(MessageHandler<Object> handler, AtomicReference<ActorRef<Object>> reader) {
        var writer = new AtomicReference<ActorRef<Object>>();
        reader.set(reader(writer));
        writer.set(syndicate.createActor(Object.class, handler));
        return writer.get();
    }

    @Test
    void aSlowWriterIsNoPartOfACircle() throws Exception {
        var reader = new AtomicReference<ActorRef<Object>>();
        readerOf(
                (context, message) -> {
                    release.await();
                    message.reply("slow");
                },
                reader);
        reader.get().tell(new Read());
        reading.awaitWaiting();

        clock.advance(MANY_LOOKS);

        release.open();
        assertThat(results.take()).isEqualTo("slow");
    }

    @Test
    void aWriterThatPausesBetweenItsChunksIsNoPartOfACircle() throws Exception {
        try (var real = Syndicate.open("p7-real-time", c -> c.drainTimeout(Duration.ZERO))) {
            var writer = real.createActor(Object.class, (context, message) -> {
                var sink = message.stream((Letters) message.content());
                for (int i = 0; i < 3; i++) {
                    Thread.sleep(120); // the pause of a slow writer, which no look may take for a circle
                    sink.send("letter " + i);
                }
                sink.complete("slow but healthy");
            });
            var reader = real.createActor(Object.class, (context, message) -> {
                try (var letters = writer.askStream(new Letters(), LONG)) {
                    message.reply(letters.result());
                }
            });

            assertThat(reader.ask(new Read(), String.class, LONG)).isEqualTo("slow but healthy");
        }
    }

    @Test
    void aWriterThatWaitsForSomebodyElseIsNoPartOfACircle() throws Exception {
        var slow = syndicate.createActor(Object.class, (context, message) -> {
            release.await();
            message.reply("slow");
        });
        var reader = new AtomicReference<ActorRef<Object>>();
        readerOf(
                (context, message) -> {
                    asking.comes();
                    message.reply(slow.ask(new Question(), String.class, LONG));
                },
                reader);
        reader.get().tell(new Read());
        reading.awaitWaiting();
        asking.awaitWaiting();

        clock.advance(MANY_LOOKS);

        release.open();
        assertThat(results.take()).isEqualTo("slow");
    }

    @Test
    void aSinkThatAnotherThreadMayWriteMakesNoCircle() throws Exception {
        var sinks = new Mail<ReplySink<String, String>>();
        var reader = new AtomicReference<ActorRef<Object>>();
        readerOf(
                (context, message) -> {
                    sinks.put(message.stream((Letters) message.content()));
                    ask(reader.get());
                },
                reader);
        reader.get().tell(new Read());
        reading.awaitWaiting();
        asking.awaitWaiting();

        clock.advance(MANY_LOOKS);

        sinks.take().complete("by another thread");
        assertThat(results.take(2)).containsExactly("by another thread", "fine");
    }

    @Test
    void aRequestThatWasKeptForAnotherThreadMakesNoCircle() throws Exception {
        var kept = new Mail<Message<Object>>();
        var reader = new AtomicReference<ActorRef<Object>>();
        var writer = readerOf(
                (context, message) -> {
                    if (message.content() instanceof Letters) {
                        kept.put(message);
                    } else {
                        ask(reader.get());
                    }
                },
                reader);
        reader.get().tell(new Read());
        var request = kept.take();
        writer.tell("ask");
        reading.awaitWaiting();
        asking.awaitWaiting();

        clock.advance(MANY_LOOKS);

        request.reply("by another thread");
        assertThat(results.take(2)).containsExactly("by another thread", "fine");
    }

    @Test
    void aCircleThatAChunkResolvesBetweenTwoLooksIsNone() throws Exception {
        var kept = new Mail<Message<Object>>();
        var reader = new AtomicReference<ActorRef<Object>>();
        readerOf(
                (context, message) -> {
                    kept.put(message);
                    ask(reader.get());
                },
                reader);
        reader.get().tell(new Read());
        reading.awaitWaiting();
        asking.awaitWaiting();

        clock.advance(FIRST_LOOK); // finds it
        var sink = kept.take().stream(new Letters());
        sink.send("just in time");
        assertThat(chunks.take()).isEqualTo("just in time");
        reading.awaitWaiting();
        clock.advance(SECOND_LOOK);
        clock.advance(MANY_LOOKS);

        sink.complete("at last");
        assertThat(results.take(2)).containsExactly("at last", "fine");
    }

    @Test
    void anActorMayReadLaterWhatItStreamedToItself() throws Exception {
        var streams = new AtomicReference<ReplyStream<String, String>>();
        var actor = new AtomicReference<ActorRef<Object>>();
        actor.set(syndicate.createActor(Object.class, (context, message) -> {
            switch (message.content()) {
                case Letters letters -> {
                    var sink = message.stream(letters);
                    sink.send("to myself");
                    sink.complete("done");
                }
                case Read() -> {
                    streams.get().forEach(chunks::put);
                    results.put(streams.get().result());
                }
                default -> {
                    streams.set(actor.get().askStream(new Letters(), LONG));
                    actor.get().tell(new Read());
                }
            }
        }));
        actor.get().tell("go");

        assertThat(results.take()).isEqualTo("done");
        assertThat(chunks.all()).isEqualTo(List.of("to myself"));
    }
}
