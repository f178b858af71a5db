package io.sparkactor.agent.openai;

import com.openai.core.http.HttpResponse;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The answer of one request as it comes. For one reader; {@link #close} may be called by any thread. */
final class ResponsesStream implements LlmStream {

    /** How long the connection of a whole answer may stay open without its last byte. */
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final HttpResponse response;
    private final ServerSentEvents events;
    private final EventReader reader;
    private volatile boolean closed;
    private volatile boolean whole;
    private @Nullable LlmAnswer answer;
    private @Nullable LlmException failure;

    ResponsesStream(HttpResponse response, EventReader reader) {
        this.response = response;
        this.events = new ServerSentEvents(response.body());
        this.reader = reader;
    }

    @Override
    public @Nullable LlmDelta next() throws InterruptedException {
        if (failure != null) {
            throw failure;
        }
        if (answer != null) {
            return null;
        }
        try {
            return read();
        } catch (LlmException failed) {
            throw fail(failed);
        } catch (IOException | RuntimeException failed) {
            throw fail(closed ? cancelled() : explained(failed));
        }
    }

    @Override
    public LlmAnswer answer() {
        if (answer == null) {
            throw new IllegalStateException("the answer is not whole: next() has not given null");
        }
        return answer;
    }

    // A whole answer is being read to its end, which closes it.
    @Override
    public void close() {
        closed = true;
        if (!whole) {
            response.close();
        }
    }

    private @Nullable LlmDelta read() throws InterruptedException, IOException {
        if (Thread.interrupted()) {
            close();
            throw new InterruptedException("interrupted before the next piece of an answer");
        }
        if (closed) {
            throw cancelled();
        }
        for (String event = events.next(); event != null; event = events.next()) {
            LlmDelta delta = reader.accept(event);
            if (delta != null) {
                return delta;
            }
            if (reader.answer() != null) {
                answer = reader.answer();
                whole = true;
                // Not all servers end the stream with the answer.
                var _ = CompletableFuture.runAsync(this::readToEnd, Thread::startVirtualThread)
                        .orTimeout(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((_, _) -> response.close());
                return null;
            }
        }
        throw new LlmException(
                LlmFailure.of(closed ? Reason.CANCELLED : Reason.DISCONNECTED, "the stream ended before the answer did")
                        .partialText(reader.partialText()));
    }

    /** Lets the connection serve another call, which a close before the last byte would not. */
    private void readToEnd() {
        try {
            response.body().transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            // the answer was whole before
        }
    }

    private LlmException explained(Exception failed) throws InterruptedException {
        try {
            return Failures.of(failed, reader.partialText());
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
    }

    private LlmException cancelled() {
        return new LlmException(
                LlmFailure.of(Reason.CANCELLED, "the stream was closed").partialText(reader.partialText()));
    }

    private LlmException fail(LlmException failed) {
        failure = failed;
        response.close();
        return failed;
    }
}
