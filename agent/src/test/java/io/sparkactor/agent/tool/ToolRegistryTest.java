package io.sparkactor.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.tool.ToolJournal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolRegistryTest {

    record City(String name) {}

    private static LlmTool tool(String name) {
        return LlmTool.of(name, "does something", City.class, (city, context) -> city.name());
    }

    @Tool("Greets")
    record Greet(@Described("whom") String name) implements ToolAction {
        @Override
        public Object run(ToolContext context) {
            return "hello";
        }
    }

    record Plain(String name) implements ToolAction {
        @Override
        public Object run(ToolContext context) {
            return "hello";
        }
    }

    static class Methods {
        @Tool(value = "Counts", timeoutMillis = 5, repeatable = true)
        int count(List<String> words, Map<String, Integer> weights, ToolContext context) {
            return words.size();
        }
    }

    static class Odd {
        @Tool("Runs")
        void run(Runnable action) {}
    }

    @Test
    void sourcesOfAllKindsKeepTheirOrder() {
        ToolRegistry registry = ToolRegistry.of(tool("a"), Greet.class, new Methods(), ToolRegistry.of(tool("b")));

        assertThat(registry.names()).containsExactly("a", "greet", "count", "b");
        assertThat(registry.definitions()).extracting(ToolDefinition::name).isEqualTo(registry.names());
        assertThat(registry.find("greet")).isPresent();
        assertThat(registry.find("c")).isEmpty();
    }

    @Test
    void aMethodIsSeenWithoutItsContext() {
        LlmTool count = ToolRegistry.of(new Methods()).find("count").orElseThrow();

        assertThat(count.definition().parameters())
                .contains("\"required\":[\"words\",\"weights\"]")
                .doesNotContain("context");
        assertThat(count.definition().strict()).isFalse();
        assertThat(count.timeout()).isEqualTo(Duration.ofMillis(5));
        assertThat(count.isRepeatable()).isTrue();
    }

    @Test
    void aRecordHasItsDescriptions() {
        ToolDefinition greet = LlmTool.of(Greet.class).definition();

        assertThat(greet.description()).isEqualTo("Greets");
        assertThat(greet.parameters()).contains("\"description\":\"whom\"");
        assertThat(greet.strict()).isTrue();
    }

    @Test
    void whatIsNoToolIsRefusedByName() {
        assertRefused(() -> ToolRegistry.of(tool("a"), tool("a")), "two tools named a");
        assertRefused(() -> ToolRegistry.of(Plain.class), "Plain has no @Tool");
        assertRefused(() -> ToolRegistry.of(String.class), "java.lang.String");
        assertRefused(() -> ToolRegistry.of("text"), "java.lang.String has no method with @Tool");
        assertRefused(() -> ToolRegistry.of(new Odd()), "java.lang.Runnable");
        assertRefused(() -> tool("two words"), "\"two words\"");
        assertRefused(() -> tool("a").timeout(Duration.ZERO), "time-out of tool a");
        assertRefused(() -> LlmTool.of("a", "", String.class, (text, context) -> text), "java.lang.String");
    }

    private static void assertRefused(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aJournalKnowsTheLatestCalls() {
        ToolJournal journal = ToolJournal.inMemory(2);

        assertThat(journal.begin("a")).isEqualTo(new Entry.Unknown());
        assertThat(journal.begin("a")).isEqualTo(new Entry.Begun());
        journal.done("a", new Entry.Done("x", false));
        assertThat(journal.begin("a")).isEqualTo(new Entry.Done("x", false));
        journal.begin("b");
        journal.begin("c");
        assertThat(journal.begin("a")).isEqualTo(new Entry.Unknown());
        assertRefused(() -> ToolJournal.inMemory(0), "capacity");
    }
}
