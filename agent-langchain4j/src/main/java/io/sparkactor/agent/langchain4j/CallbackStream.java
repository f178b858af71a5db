package io.sparkactor.agent.langchain4j;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns LangChain4j's callbacks into a stream one reads. For one reader; the callbacks come from a thread of the model, one at a time, and
 * {@link #close} may be called by any thread.
 *
 * <p>What the reader has not taken yet waits here without a bound, as callbacks must not block their thread, which may serve other calls.
 */
final class CallbackStream implements LlmStream {

    /** What waits for the reader. */
    private sealed interface Event {

        record Piece(LlmDelta delta) implements Event {}

        record Whole(ChatResponse response) implements Event {}

        record Broken(Throwable cause) implements Event {}

        record Closed() implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable StreamingHandle> handle = new AtomicReference<>();
    private final StringBuilder text = new StringBuilder();
    private final Duration timeout;
    private final long deadline;
    private volatile boolean closed;
    private volatile @Nullable Thread call;
    private volatile @Nullable LlmAnswer answer;
    private @Nullable LlmException failure;

    CallbackStream(Duration timeout) {
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Asks, on a thread of its own: some models come back only when they have answered. */
    void start(StreamingChatModel model, ChatRequest request) {
        call = Thread.ofVirtual().name("langchain4j-stream").start(() -> {
            try {
                model.chat(request, new Handler());
            } catch (Throwable failed) {
                events.add(new Event.Broken(failed));
            }
        });
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
            failure = failed;
            close();
            throw failed;
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
    }

    @Override
    public LlmAnswer answer() {
        LlmAnswer whole = answer;
        if (whole == null) {
            throw new IllegalStateException("the answer is not whole: next() has not given null");
        }
        return whole;
    }

    // A model that has answered is left alone: it may be putting its connection by.
    @Override
    public void close() {
        if (answer != null) {
            return;
        }
        closed = true;
        events.add(new Event.Closed());
        Thread asking = call;
        if (asking != null) {
            asking.interrupt();
        }
        cancel();
    }

    private @Nullable LlmDelta read() throws InterruptedException {
        Event event = closed ? new Event.Closed() : events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        switch (event) {
            case null -> throw failed(Reason.TIMED_OUT, "the answer was not whole in " + timeout.toMillis() + " ms");
            case Event.Piece(LlmDelta delta) -> {
                if (delta instanceof LlmDelta.Text(String words)) {
                    text.append(words);
                }
                return delta;
            }
            case Event.Whole(ChatResponse response) -> {
                answer = Answers.read(response, text.toString());
                return null;
            }
            case Event.Broken(Throwable cause) -> throw Failures.of(cause, text.toString());
            case Event.Closed() -> throw failed(Reason.CANCELLED, "the stream was closed");
        }
    }

    private LlmException failed(Reason reason, String detail) {
        return new LlmException(LlmFailure.of(reason, detail).partialText(text.toString()));
    }

    // Whoever comes second, the handle or the close, cancels.
    private void cancel() {
        StreamingHandle known = handle.get();
        try {
            if (known != null && !known.isCancelled()) {
                known.cancel();
            }
        } catch (RuntimeException cannot) {
            // unsupported or failed: this model goes on to its end, and nobody listens
        }
    }

    /** Called by a thread of the model. */
    private final class Handler implements StreamingChatResponseHandler {

        @Override
        public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            meet(context.streamingHandle());
            onPartialResponse(piece.text());
        }

        // Models that know no handle call this one.
        @Override
        public void onPartialResponse(String piece) {
            if (piece != null && !piece.isEmpty()) {
                events.add(new Event.Piece(new LlmDelta.Text(piece)));
            }
        }

        @Override
        public void onPartialThinking(PartialThinking piece, PartialThinkingContext context) {
            meet(context.streamingHandle());
        }

        @Override
        public void onPartialToolCall(PartialToolCall piece, PartialToolCallContext context) {
            meet(context.streamingHandle());
            onPartialToolCall(piece);
        }

        @Override
        public void onPartialToolCall(PartialToolCall piece) {
            String id = piece.id() == null ? Integer.toString(piece.index()) : piece.id();
            events.add(new Event.Piece(new LlmDelta.Arguments(id, piece.name(), piece.partialArguments())));
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            events.add(new Event.Whole(response));
        }

        @Override
        public void onError(Throwable cause) {
            events.add(new Event.Broken(cause));
        }

        private void meet(@Nullable StreamingHandle met) {
            handle.set(met);
            if (closed) {
                cancel();
            }
        }
    }
}
