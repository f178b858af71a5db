package io.sparkactor.agent.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Any chat model of LangChain4j: OpenAI, Anthropic, Gemini, Ollama and so on. Thread-safe, as LangChain4j's models are.
 *
 * <p>With a {@link StreamingChatModel}, {@link LlmStream#close}, an interrupt and the end of {@code LlmOptions.timeout} end the caller's
 * wait at once. They cancel the model's call at once too if it has begun to answer, and with its first word otherwise, as LangChain4j
 * knows no way to cancel before that, and some models know none at all; set a timeout on the model as well. With a {@link ChatModel} alone, answers are whole or not at all,
 * and an interrupt reaches the model's thread, which may or may not heed it.
 *
 * <p>Headers of the prompt, as {@code traceparent}, do not reach the provider: LangChain4j takes headers for a model, not for a call. Nor
 * does a {@code Retry-After} reach the agent. Set {@code maxRetries(0)} on a {@code ChatModel}, as the agent tries again itself.
 */
public final class LangChain4jProvider implements LlmProvider {

    private final String name;
    private final @Nullable ChatModel model;
    private final @Nullable StreamingChatModel streaming;

    private LangChain4jProvider(String name, @Nullable ChatModel model, @Nullable StreamingChatModel streaming) {
        this.name = Objects.requireNonNull(name, "name");
        this.model = model;
        this.streaming = streaming;
    }

    /**
     * Answers by this model, whole ones too.
     *
     * @param name of the service, as {@code anthropic}
     */
    public static LangChain4jProvider of(String name, StreamingChatModel model) {
        return new LangChain4jProvider(name, null, Objects.requireNonNull(model, "model"));
    }

    /**
     * Answers by this model; a stream brings the whole text at once.
     *
     * @param name of the service, as {@code anthropic}
     */
    public static LangChain4jProvider of(String name, ChatModel model) {
        return new LangChain4jProvider(name, Objects.requireNonNull(model, "model"), null);
    }

    /**
     * Whole answers by the first model, streams by the second.
     *
     * @param name of the service, as {@code anthropic}
     */
    public static LangChain4jProvider of(String name, ChatModel model, StreamingChatModel streaming) {
        return new LangChain4jProvider(
                name, Objects.requireNonNull(model, "model"), Objects.requireNonNull(streaming, "streaming"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LlmAnswer complete(LlmPrompt prompt) throws InterruptedException {
        return model == null ? LlmProvider.super.complete(prompt) : ask(model, prompt);
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) throws InterruptedException {
        if (streaming == null) {
            LlmAnswer answer = complete(prompt);
            return LlmStream.of(
                    answer.text().isEmpty() ? List.of() : List.of(new LlmDelta.Text(answer.text())), answer);
        }
        var stream = new CallbackStream(prompt.options().timeout());
        stream.start(streaming, Prompts.request(prompt));
        return stream;
    }

    /** The model runs on a thread of its own, so that the wait for it ends in time even if it does not heed an interrupt. */
    private static LlmAnswer ask(ChatModel model, LlmPrompt prompt) throws InterruptedException {
        ChatRequest request = Prompts.request(prompt);
        var response = new CompletableFuture<ChatResponse>();
        Thread call = Thread.ofVirtual().name("langchain4j-call").start(() -> {
            try {
                response.complete(model.chat(request));
            } catch (Throwable failed) {
                response.completeExceptionally(failed);
            }
        });
        try {
            return Answers.read(response.get(prompt.options().timeout().toNanos(), TimeUnit.NANOSECONDS), "");
        } catch (TimeoutException late) {
            throw new LlmException(
                    LlmFailure.of(
                            Reason.TIMED_OUT,
                            "no answer in " + prompt.options().timeout().toMillis() + " ms"),
                    late);
        } catch (ExecutionException failed) {
            throw Failures.of(failed.getCause() == null ? failed : failed.getCause(), "");
        } finally {
            call.interrupt();
        }
    }
}
