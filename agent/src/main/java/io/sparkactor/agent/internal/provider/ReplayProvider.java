package io.sparkactor.agent.internal.provider;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmProvider;
import io.sparkactor.agent.spi.LlmStream;
import tools.jackson.databind.JsonNode;

/** Answers from a cassette. Thread-safe. */
public final class ReplayProvider implements LlmProvider {

    private final CassetteFile cassette;

    /** Answers from this one. */
    public ReplayProvider(CassetteFile cassette) {
        this.cassette = cassette;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public LlmStream stream(LlmPrompt prompt) {
        JsonNode answer = cassette.answerTo(prompt);
        if (answer == null) {
            throw new LlmException(
                    Reason.REJECTED,
                    "no answer to this prompt of " + prompt.messages().size() + " messages is on the cassette "
                            + cassette.path() + "; record one");
        }
        return new KnownStream(CassetteJson.deltas(answer), CassetteJson.answer(answer));
    }
}
