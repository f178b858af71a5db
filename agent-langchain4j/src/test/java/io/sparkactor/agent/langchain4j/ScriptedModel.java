package io.sparkactor.agent.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Models of LangChain4j that do as the test says. */
final class ScriptedModel {

    private ScriptedModel() {}

    /** A model that answers at once. */
    static ChatModel whole(Function<ChatRequest, ChatResponse> script) {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return script.apply(request);
            }
        };
    }

    /** A model that answers by callbacks, from a thread of its own. */
    static StreamingChatModel streaming(BiConsumer<ChatRequest, StreamingChatResponseHandler> script) {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                Thread.ofVirtual().start(() -> script.accept(request, handler));
            }
        };
    }

    static ChatResponse says(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .modelName("fake-model-1")
                .tokenUsage(new TokenUsage(10, 5))
                .finishReason(FinishReason.STOP)
                .build();
    }

    static void piece(StreamingChatResponseHandler handler, String text, StreamingHandle handle) {
        handler.onPartialResponse(new PartialResponse(text), new PartialResponseContext(handle));
    }

    /** Knows whether it was cancelled. */
    static final class Handle implements StreamingHandle {

        final CountDownLatch cancelled = new CountDownLatch(1);

        @Override
        public void cancel() {
            cancelled.countDown();
        }

        @Override
        public boolean isCancelled() {
            return cancelled.getCount() == 0;
        }
    }
}
