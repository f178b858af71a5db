package io.sparkactor.agent;

import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A model that does what a test says, one step for each request. Thread-safe. */
public final class ScriptedProvider implements LlmProvider {

    /** What it does with one request. */
    public interface Step {
        LlmStream answer(LlmPrompt prompt) throws InterruptedException;
    }

    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<LlmPrompt> prompts = new ArrayList<>();

    public synchronized ScriptedProvider then(Step step) {
        steps.add(step);
        return this;
    }

    /** Says these words, in these pieces. */
    public ScriptedProvider says(String... pieces) {
        return then(prompt -> stream(pieces));
    }

    public static LlmStream stream(String... pieces) {
        var deltas = Stream.of(pieces).map(LlmDelta.Text::new).toList();
        return LlmStream.of(deltas, LlmAnswer.of(String.join("", pieces), "scripted", LlmUsage.of(10, pieces.length)));
    }

    public ScriptedProvider calls(ToolCall... calls) {
        return then(prompt ->
                LlmStream.of(List.of(), new LlmAnswer("", List.of(calls), "scripted", LlmUsage.of(10, 5), Map.of())));
    }

    public ScriptedProvider fails(LlmFailure failure) {
        return then(prompt -> {
            throw new LlmException(failure);
        });
    }

    /** Says these words and then nothing more, until it is closed. */
    public Hung hangsAfter(String... pieces) {
        var hung = new Hung(pieces);
        then(prompt -> hung);
        return hung;
    }

    public synchronized List<LlmPrompt> prompts() {
        return List.copyOf(prompts);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) throws InterruptedException {
        Step step;
        synchronized (this) {
            prompts.add(prompt);
            step = steps.poll();
        }
        if (step == null) {
            throw new LlmException(Reason.REJECTED, "the script is at its end");
        }
        return step.answer(prompt);
    }

    /** A stream that hangs behind its first pieces. */
    public static final class Hung implements LlmStream {

        private final Deque<String> pieces;
        private final CountDownLatch hangs = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        Hung(String... pieces) {
            this.pieces = new ArrayDeque<>(List.of(pieces));
        }

        @Override
        public LlmDelta next() throws InterruptedException {
            if (!pieces.isEmpty()) {
                return new LlmDelta.Text(pieces.remove());
            }
            hangs.countDown();
            closed.await();
            throw new LlmException(Reason.CANCELLED, "the stream was closed");
        }

        public boolean hangs() {
            return hangs.getCount() == 0;
        }

        public void awaitHanging() throws InterruptedException {
            if (!hangs.await(10, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody reads the stream");
            }
        }

        public boolean awaitClosed() throws InterruptedException {
            return closed.await(10, TimeUnit.SECONDS);
        }

        @Override
        public LlmAnswer answer() {
            throw new IllegalStateException("it has none");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
