package io.sparkactor.agent.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.services.blocking.ResponseService;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;

/**
 * OpenAI's Responses API, or a server that speaks it, through the official client. Thread-safe.
 *
 * <p>Each call is one HTTP/1.1 request on a connection of its own or an idle one; it is never sent again here. The connection of a call
 * is closed at once by an interrupt, {@link LlmStream#close} or the end of {@code LlmOptions.timeout}, which counts from the call to the
 * last byte of the answer; a stream that nobody reads is not closed by it. A {@code Retry-After} of the provider is in the failure.
 *
 * <p>The whole conversation is sent with each prompt; the output of earlier answers goes back as it came, with the model's reasoning.
 */
public final class OpenAiResponsesProvider implements LlmProvider {

    private final String name;
    private final PromptWriter writer;
    private final AnswerReader reader;
    private final OpenAIClient client;
    private final ResponseService.WithRawResponse responses;

    OpenAiResponsesProvider(OpenAiResponsesBuilder settings, ClientOptions options) {
        name = settings.name;
        var items = new OutputItems(name, settings.store);
        writer = new PromptWriter(settings, items);
        reader = new AnswerReader(items);
        client = new OpenAIClientImpl(options);
        responses = client.responses().withRawResponse();
    }

    /**
     * A provider for this model, with the key in the environment variable {@code OPENAI_API_KEY} and, if it is set, the server in {@code
     * OPENAI_BASE_URL}.
     *
     * @throws IllegalStateException if there is no key
     */
    public static OpenAiResponsesProvider of(String model) {
        return builder(model).build();
    }

    /** The same with other settings. */
    public static OpenAiResponsesBuilder builder(String model) {
        return new OpenAiResponsesBuilder(model);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LlmAnswer complete(LlmPrompt prompt) throws InterruptedException {
        ResponseCreateParams request = writer.write(prompt);
        try (HttpResponseFor<Response> response = responses.create(request, options(prompt))) {
            return reader.read(response.parse());
        } catch (LlmException failed) {
            throw failed;
        } catch (RuntimeException failed) {
            throw Failures.of(failed, "");
        }
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) throws InterruptedException {
        ResponseCreateParams request = writer.write(prompt);
        try {
            @SuppressWarnings("MustBeClosedChecker") // the stream closes it
            HttpResponse response = responses.createStreaming(request, options(prompt));
            return new ResponsesStream(response, new EventReader(reader));
        } catch (RuntimeException failed) {
            throw Failures.of(failed, "");
        }
    }

    /** Closes idle connections and ends those of open calls, which fail. */
    @Override
    public void close() {
        client.close();
    }

    private static RequestOptions options(LlmPrompt prompt) {
        return RequestOptions.builder().timeout(prompt.options().timeout()).build();
    }
}
