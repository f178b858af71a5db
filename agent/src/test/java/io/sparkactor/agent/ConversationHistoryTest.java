package io.sparkactor.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationHistoryTest {

    private static final ChatMessage RULES = ChatMessage.instructions("rules");
    private static final ChatMessage CALL =
            new ChatMessage.Assistant("", List.of(new ToolCall("1", "look", "{}")), Map.of());
    private static final ChatMessage RESULT =
            new ChatMessage.ToolResults(List.of(new ToolResult("1", "look", "seen", false)));

    private static List<ChatMessage> exchange(String prompt) {
        return List.of(ChatMessage.user(prompt), CALL, RESULT, ChatMessage.assistant("re " + prompt));
    }

    @Test
    void whatFitsIsKept() {
        var history = new ConversationHistory(List.of(RULES), 5).plus(exchange("a"));

        assertThat(history.messages()).hasSize(5);
    }

    @Test
    void theOldestExchangeGoesAsAWholeAndInstructionsStay() {
        var history =
                new ConversationHistory(List.of(RULES), 8).plus(exchange("a")).plus(exchange("b"));

        assertThat(history.messages())
                .containsExactly(RULES, ChatMessage.user("b"), CALL, RESULT, ChatMessage.assistant("re b"));
    }

    @Test
    void theLatestExchangeStaysThoughItIsTooLong() {
        var history =
                new ConversationHistory(List.of(RULES), 2).plus(exchange("a")).plus(exchange("b"));

        assertThat(history.messages()).hasSize(5).contains(ChatMessage.user("b"));
    }

    @Test
    void aBoundMustBePositive() {
        assertThatThrownBy(() -> new ConversationHistory(List.of(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxMessages");
    }

    /** Whatever comes, each call stands before its result, instructions stay, and no more goes than has to. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 13})
    void noCallIsPartedFromItsResult(int max) {
        var random = new Random(max);
        var history = new ConversationHistory(List.of(RULES), max);
        for (int i = 0; i < 200; i++) {
            List<ChatMessage> more = new ArrayList<>();
            more.add(ChatMessage.user("u" + i));
            for (int rounds = random.nextInt(3); rounds > 0; rounds--) {
                more.add(CALL);
                more.add(RESULT);
            }
            more.add(ChatMessage.assistant("a" + i));
            history = history.plus(more);

            List<ChatMessage> messages = history.messages();
            assertThat(messages.getFirst()).isEqualTo(RULES);
            assertThat(messages.get(1)).isInstanceOf(ChatMessage.User.class);
            assertThat(messages.getLast()).isEqualTo(ChatMessage.assistant("a" + i));
            for (int at = 0; at < messages.size(); at++) {
                assertThat(messages.get(at) == CALL)
                        .isEqualTo(at + 1 < messages.size() && messages.get(at + 1) == RESULT);
            }
            long users =
                    messages.stream().filter(ChatMessage.User.class::isInstance).count();
            assertThat(messages.size() <= max || users == 1).isTrue();
        }
    }
}
