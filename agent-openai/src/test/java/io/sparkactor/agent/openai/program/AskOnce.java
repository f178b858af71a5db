package io.sparkactor.agent.openai.program;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.openai.OpenAiResponsesProvider;
import io.sparkactor.agent.spi.LlmPrompt;

/** Asks once, by the settings of the environment. In a package that the module does not have, as it runs beside it. */
public final class AskOnce {

    private AskOnce() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (var provider = OpenAiResponsesProvider.of("fake-model");
                var stream = provider.stream(LlmPrompt.of(ChatMessage.user("Hello")))) {
            while (stream.next() != null) {
                // the answer is what counts
            }
            IO.println(OpenAiResponsesProvider.class.getModule() + ": "
                    + stream.answer().text());
        }
    }
}
