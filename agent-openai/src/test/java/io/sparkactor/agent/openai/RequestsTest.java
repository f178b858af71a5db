package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.ChatMessage;
import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmOptions;
import io.sparkactor.agent.spi.LlmPrompt;
import io.sparkactor.agent.spi.OutputSchema;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.testserver.FakeRequest;
import io.sparkactor.agent.testserver.ResponsesScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestsTest extends OpenAiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final ResponsesScript OK = ResponsesScript.answer().text("ok");
    private static final String SCHEMA = """
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""";

    @Test
    void aRequestGoesToTheResponsesOfTheBaseWithTheKeyAndTheHeadersOfThePrompt() throws InterruptedException {
        server.reply(OK.json());
        var options = new LlmOptions(Duration.ofSeconds(30), 77, Map.of("traceparent", "00-1-2-01"));
        provider.complete(new LlmPrompt(HELLO.messages(), List.of(), null, options));
        FakeRequest request = server.requests().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/responses");
        assertThat(request.header("Authorization")).contains("Bearer sk-test");
        assertThat(request.header("traceparent")).contains("00-1-2-01");
        JsonNode body = body(0);
        assertThat(body.path("model").asString()).isEqualTo("fake-model");
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(77);
        assertThat(body.has("stream")).isFalse();
        assertThat(body.has("tools")).isFalse();
    }

    @Test
    void aConversationGoesInItsOrder() throws InterruptedException {
        server.reply(OK.stream());
        var call = new ToolCall("call_1", "weather", "{\"city\":\"Bern\"}");
        var other = new ToolCall("call_2", "weather", "{}");
        LlmPrompt prompt = LlmPrompt.of(
                ChatMessage.instructions("Be brief."),
                ChatMessage.instructions("Be kind."),
                ChatMessage.user("Weather?"),
                new ChatMessage.Assistant("I look.", List.of(call, other), Map.of("elsewhere.output", "[]")),
                new ChatMessage.ToolResults(List.of(ToolResult.of(call, "rain"), ToolResult.failed(other, "no city"))),
                ChatMessage.instructions("Hurry."),
                ChatMessage.user("So?"));
        try (var stream = provider.stream(prompt)) {
            readAll(stream);
        }
        assertThat(body(0).path("stream").asBoolean()).isTrue();
        assertThat(body(0).path("instructions").asString()).isEqualTo("Be brief.\n\nBe kind.");
        assertThat(body(0).path("input")).isEqualTo(JSON.readTree("""
                [{"content":"Weather?","role":"user","type":"message"},
                 {"content":"I look.","role":"assistant","type":"message"},
                 {"arguments":"{\\"city\\":\\"Bern\\"}","call_id":"call_1","name":"weather","type":"function_call"},
                 {"arguments":"{}","call_id":"call_2","name":"weather","type":"function_call"},
                 {"call_id":"call_1","output":"rain","type":"function_call_output"},
                 {"call_id":"call_2","output":"error: no city","type":"function_call_output"},
                 {"content":"Hurry.","role":"developer","type":"message"},
                 {"content":"So?","role":"user","type":"message"}]"""));
    }

    @Test
    void theOutputOfAnAnswerGoesBackAsItCame() throws InterruptedException {
        server.reply(
                ResponsesScript.answer()
                        .reasoning()
                        .call("call_1", "weather", "{}")
                        .json(),
                OK.json());
        LlmAnswer first = provider.complete(HELLO);
        ToolResult result = ToolResult.of(first.toolCalls().getFirst(), "rain");
        provider.complete(LlmPrompt.of(
                ChatMessage.user("Weather?"), first.message(), new ChatMessage.ToolResults(List.of(result))));
        assertThat(body(1).path("input")).isEqualTo(JSON.readTree("""
                [{"content":"Weather?","role":"user","type":"message"},
                 {"id":"rs_0","type":"reasoning","summary":[]},
                 {"id":"fc_1","type":"function_call","status":"completed","arguments":"{}","call_id":"call_1","name":"weather"},
                 {"call_id":"call_1","output":"rain","type":"function_call_output"}]"""));
    }

    @Test
    void whatOpenAiDoesNotKeepIsNotNamedByItsId() throws InterruptedException {
        server.reply(
                ResponsesScript.answer()
                        .reasoning()
                        .call("call_1", "weather", "{}")
                        .json(),
                OK.json());
        try (var forgetful = builder().store(false).build()) {
            LlmAnswer first = forgetful.complete(HELLO);
            forgetful.complete(LlmPrompt.of(first.message()));
        }
        assertThat(body(0).path("store").asBoolean(true)).isFalse();
        assertThat(body(1).path("input")).isEqualTo(JSON.readTree("""
                [{"type":"function_call","status":"completed","arguments":"{}","call_id":"call_1","name":"weather"}]"""));
    }

    @Test
    void toolsAndTheShapeOfTheAnswerGoWithTheirSchemas() throws InterruptedException {
        server.reply(ResponsesScript.answer().text("{\"city\":\"Bern\"}").json());
        var prompt = new LlmPrompt(
                HELLO.messages(),
                List.of(new ToolDefinition("weather", "Tells the weather", SCHEMA, true)),
                new OutputSchema("place", SCHEMA),
                LlmOptions.DEFAULT);
        assertThat(provider.complete(prompt).text()).isEqualTo("{\"city\":\"Bern\"}");
        assertThat(body(0).path("tools").path(0)).isEqualTo(JSON.readTree("""
                {"type":"function","name":"weather","description":"Tells the weather","strict":true,"parameters":%s}""".formatted(SCHEMA)));
        assertThat(body(0).path("text").path("format")).isEqualTo(JSON.readTree("""
                {"type":"json_schema","name":"place","strict":true,"schema":%s}""".formatted(SCHEMA)));
    }

    @Test
    void aSchemaThatIsNoObjectIsRefusedBeforeAnythingIsSent() {
        var prompt = new LlmPrompt(HELLO.messages(), List.of(), new OutputSchema("place", "[1"), LlmOptions.DEFAULT);
        Assertions.assertThrows(IllegalArgumentException.class, () -> provider.complete(prompt));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void furtherParametersOfTheApiAreTheApplicationsToSet() throws InterruptedException {
        server.reply(OK.json());
        try (var warm =
                builder().parameters(request -> request.temperature(0.5)).build()) {
            warm.complete(HELLO);
        }
        assertThat(body(0).path("temperature").asDouble()).isEqualTo(0.5);
    }

    private JsonNode body(int request) {
        return JSON.readTree(server.requests().get(request).body());
    }
}
