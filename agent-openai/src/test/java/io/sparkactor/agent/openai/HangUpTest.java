package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmStream;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ReplySink;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** However a call is given up, the server sees the connection closed. How soon is printed: it takes some milliseconds. */
class HangUpTest extends OpenAiTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final StreamReply HANGING = StreamReply.empty()
            .events(ResponsesScript.answer().text("Good ", "day").eventsToLastDelta())
            .hang();

    /** A thread that reads a stream, and what came of it. */
    private record Reading(Thread thread, CompletableFuture<Throwable> outcome) {

        Throwable await() throws InterruptedException, ExecutionException {
            return outcome.get();
        }
    }

    @Test
    void closingAStreamEndsItsConnectionAndTheWaitOfItsReader() throws Exception {
        server.reply(HANGING);
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        stream.next();
        Reading reading = read(stream);
        long closed = System.nanoTime();
        stream.close();
        assertHungUp(closed);
        LlmException failed = (LlmException) reading.await();
        assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failed.partialText()).isEqualTo("Good day");
    }

    @Test
    void aClosedStreamIsCancelledWithTheNextRead() throws Exception {
        server.reply(HANGING);
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        long closed = System.nanoTime();
        stream.close();
        stream.close();
        assertHungUp(closed);
        LlmException failed = Assertions.assertThrows(LlmException.class, stream::next);
        assertThat(failed.reason()).isEqualTo(Reason.CANCELLED);
        assertThat(failed.partialText()).isEqualTo("Good ");
    }

    @Test
    void anInterruptEndsAStream() throws Exception {
        server.reply(HANGING);
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        stream.next();
        Reading reading = read(stream);
        long interrupted = System.nanoTime();
        reading.thread.interrupt();
        assertHungUp(interrupted);
        assertThat(reading.await()).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anInterruptEndsACallThatHasNoReplyYet() throws Exception {
        server.reply(Reply.silence(), Reply.silence());
        assertInterrupted(() -> provider.complete(HELLO), 1);
        assertInterrupted(() -> provider.stream(HELLO), 2);
    }

    @Test
    void anInterruptEndsACallInTheMidstOfItsReply() throws Exception {
        server.reply(out -> {
            out.begin(200, "application/json", Map.of());
            out.chunk("{\"id\":");
            out.awaitHangUp();
        });
        assertInterrupted(() -> provider.complete(HELLO), 1);
    }

    @Test
    void theTimeoutEndsAStream() throws Exception {
        server.reply(HANGING);
        Duration timeout = Duration.ofMillis(700);
        long start = System.nanoTime();
        LlmException failed = Assertions.assertThrows(LlmException.class, () -> {
            try (LlmStream stream = provider.stream(within(timeout))) {
                readAll(stream);
            }
        });
        assertThat(failed.reason()).isEqualTo(Reason.TIMED_OUT);
        assertThat(failed.partialText()).isEqualTo("Good day");
        assertHungUp(start + timeout.toNanos());
    }

    @Test
    void theTimeoutEndsACallWhereverItIs() throws Exception {
        Duration timeout = Duration.ofMillis(700);
        server.reply(Reply.silence(), out -> halfReply(out, 200), out -> halfReply(out, 500));
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            LlmException failed = Assertions.assertThrows(LlmException.class, () -> provider.complete(within(timeout)));
            // The third has said by its status what is wrong.
            assertThat(failed.reason()).isEqualTo(i < 2 ? Reason.TIMED_OUT : Reason.PROVIDER_FAILED);
            assertHungUp(start + timeout.toNanos());
        }
    }

    @Test
    void closingTheProviderEndsOpenCalls() throws Exception {
        server.reply(HANGING);
        LlmStream stream = provider.stream(HELLO);
        stream.next();
        stream.next();
        Reading reading = read(stream);
        long closed = System.nanoTime();
        provider.close();
        assertHungUp(closed);
        assertThat(reading.await()).isInstanceOf(LlmException.class);
    }

    @Test
    void aServerThatKeepsTheConnectionOfAWholeAnswerIsLeft() throws Exception {
        server.reply(StreamReply.empty()
                .events(ResponsesScript.answer().text("Good day").events())
                .hang());
        try (LlmStream stream = provider.stream(HELLO)) {
            readAll(stream);
            assertThat(stream.answer().text()).isEqualTo("Good day");
        }
        server.awaitHangUp(LONG);
    }

    private static void halfReply(ReplySink out, int status) throws java.io.IOException, InterruptedException {
        out.begin(status, "application/json", Map.of());
        out.chunk("{\"error\":");
        out.awaitHangUp();
    }

    private interface Call {

        Object make() throws InterruptedException;
    }

    private void assertInterrupted(Call call, int requests) throws Exception {
        var outcome = new CompletableFuture<Throwable>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(new AssertionError("answered: " + call.make()));
            } catch (InterruptedException | RuntimeException thrown) {
                outcome.complete(thrown);
            }
        });
        server.awaitRequests(requests, Duration.ofSeconds(20));
        long interrupted = System.nanoTime();
        caller.interrupt();
        assertHungUp(interrupted);
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    private static Reading read(LlmStream stream) {
        var outcome = new CompletableFuture<Throwable>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(new AssertionError("came: " + stream.next()));
            } catch (InterruptedException | RuntimeException thrown) {
                outcome.complete(thrown);
            }
        });
        return new Reading(thread, outcome);
    }

    private void assertHungUp(long after) throws InterruptedException {
        long late = server.awaitHangUp(LONG) - after;
        System.out.printf("the server saw the connection closed after %.1f ms%n", late / 1e6);
    }
}
