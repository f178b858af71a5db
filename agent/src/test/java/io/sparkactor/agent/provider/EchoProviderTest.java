package io.sparkactor.agent.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.LlmStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoProviderTest {

    private static LlmPrompt user(String text) {
        return LlmPrompt.of(ChatMessage.user(text));
    }

    @Test
    void itSaysWhatItIsToldWordByWord() throws InterruptedException {
        List<String> words = new ArrayList<>();
        try (LlmStream stream = new EchoProvider().stream(user("one  two\nthree "))) {
            assertThatThrownBy(stream::answer).isInstanceOf(IllegalStateException.class);
            for (LlmDelta delta = stream.next(); delta != null; delta = stream.next()) {
                words.add(((LlmDelta.Text) delta).text());
            }
            assertThat(stream.answer().text()).isEqualTo("one  two\nthree ");
        }
        assertThat(words).containsExactly("one", "  two", "\nthree", " ");
    }

    @Test
    void itCountsWords() throws InterruptedException {
        LlmAnswer answer = new EchoProvider().complete(user("one two"));

        assertThat(answer.usage()).isEqualTo(LlmUsage.of(2, 2));
    }

    @Test
    void itCallsToolsWhereItIsTold() throws InterruptedException {
        LlmAnswer answer = new EchoProvider().complete(user("call a {\"x\":1}\ncall b {}"));

        assertThat(answer.toolCalls())
                .extracting(call -> call.tool() + call.arguments())
                .containsExactly("a{\"x\":1}", "b{}");
        assertThat(answer.text()).isEmpty();
    }

    /** With a pace of hours, only the close can end the wait. */
    @Test
    void aSlowStreamEndsWhenItIsClosed() throws InterruptedException {
        LlmStream stream = EchoProvider.paced(Duration.ofHours(1)).stream(user("one two"));
        Thread closer = Thread.ofVirtual().start(stream::close);

        assertThatThrownBy(stream::next)
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CANCELLED));
        closer.join();
    }

    @Test
    void aPaceIsNotNegative() {
        assertThatThrownBy(() -> EchoProvider.paced(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pace");
    }
}
