package io.sparkactor.agent.testserver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a model in the shapes of OpenAI's Responses API: as one JSON text, or as the events of a stream. Immutable; each method
 * gives a changed copy.
 *
 * @param items what the model gives out
 * @param ending the last event
 * @param usage the figures in that
 */
public record ResponsesScript(List<ScriptItem> items, Ending ending, String usage) {

    /**
     * How a response ends.
     *
     * @param status {@code completed}, {@code failed} or {@code incomplete}, which names the event too
     * @param error the JSON text of {@code error}
     * @param incomplete the JSON text of {@code incomplete_details}
     */
    public record Ending(String status, String error, String incomplete) {}

    private static final Ending COMPLETED = new Ending("completed", "null", "null");

    /** Copies the list. */
    public ResponsesScript {
        items = List.copyOf(items);
    }

    /** Nothing yet, which ends well; 10 tokens in (4 of them cached), 5 out (2 of them for reasoning). */
    public static ResponsesScript answer() {
        return new ResponsesScript(List.of(), COMPLETED, usage(10, 4, 5, 2));
    }

    /** A message with these words, each a delta of its own. */
    public ResponsesScript text(String... pieces) {
        return with(new ScriptItem.Text(List.of(pieces)));
    }

    /** A message that declines. */
    public ResponsesScript refusal(String... pieces) {
        return with(new ScriptItem.Refusal(List.of(pieces)));
    }

    /** A call of a tool, its arguments in these pieces. */
    public ResponsesScript call(String callId, String tool, String... pieces) {
        return with(new ScriptItem.Call(callId, tool, List.of(pieces)));
    }

    /** Thoughts that are not shown. */
    public ResponsesScript reasoning() {
        return with(new ScriptItem.Reasoning());
    }

    /** Ends with {@code response.failed}. */
    public ResponsesScript failed(String code, String message) {
        String error = "{\"code\":" + Json.quote(code) + ",\"message\":" + Json.quote(message) + "}";
        return new ResponsesScript(items, new Ending("failed", error, "null"), "null");
    }

    /** Ends with {@code response.incomplete}. */
    public ResponsesScript incomplete(String reason) {
        return new ResponsesScript(
                items, new Ending("incomplete", "null", "{\"reason\":" + Json.quote(reason) + "}"), usage);
    }

    /** With these figures. */
    public ResponsesScript tokens(long input, long cached, long output, long reasoning) {
        return new ResponsesScript(items, ending, usage(input, cached, output, reasoning));
    }

    /** The whole answer at once. */
    public Reply json() {
        return Reply.json(200, response(ending.status, true));
    }

    /** The answer as a stream, without pauses. */
    public StreamReply stream() {
        return StreamReply.empty().events(events());
    }

    /** The events of the stream. */
    public List<SseEvent> events() {
        var events = new ArrayList<SseEvent>();
        add(events, "response.created", "\"response\":" + response("in_progress", false));
        add(events, "response.in_progress", "\"response\":" + response("in_progress", false));
        for (int index = 0; index < items.size(); index++) {
            ScriptItem item = items.get(index);
            String at = "\"output_index\":" + index;
            add(events, "response.output_item.added", at + ",\"item\":" + item.json(index, "in_progress"));
            for (ScriptItem.Event event : item.events(index)) {
                add(events, event.type(), "\"item_id\":" + Json.quote(item.id(index)) + "," + at + event.rest());
            }
            add(events, "response.output_item.done", at + ",\"item\":" + item.json(index, "completed"));
        }
        add(events, "response." + ending.status, "\"response\":" + response(ending.status, true));
        return List.copyOf(events);
    }

    /** The events up to and with the last delta; no item is done. */
    public List<SseEvent> eventsToLastDelta() {
        List<SseEvent> events = events();
        int end = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).name().endsWith(".delta")) {
                end = i + 1;
            }
        }
        return events.subList(0, end);
    }

    /** The event {@code error}, which may come instead of the end of a stream. */
    public static SseEvent error(@Nullable String code, String message) {
        return new SseEvent(
                "error",
                "{\"type\":\"error\",\"code\":" + (code == null ? "null" : Json.quote(code)) + ",\"message\":"
                        + Json.quote(message) + ",\"param\":null,\"sequence_number\":9}");
    }

    private ResponsesScript with(ScriptItem item) {
        var more = new ArrayList<>(items);
        more.add(item);
        return new ResponsesScript(more, ending, usage);
    }

    private static void add(List<SseEvent> events, String type, String rest) {
        events.add(new SseEvent(
                type, "{\"type\":\"" + type + "\"," + rest + ",\"sequence_number\":" + events.size() + "}"));
    }

    private String response(String status, boolean whole) {
        var output = new ArrayList<String>();
        for (int index = 0; whole && index < items.size(); index++) {
            output.add(items.get(index).json(index, "completed"));
        }
        return """
                {"id":"resp_1","object":"response","created_at":1741487325,"status":"%s","background":false,"error":%s,\
                "incomplete_details":%s,"instructions":null,"max_output_tokens":null,"model":"fake-model-1","output":[%s],\
                "parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":null,"summary":null},"store":true,\
                "temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1.0,\
                "truncation":"disabled","usage":%s,"user":null,"metadata":{}}""".formatted(
                        status,
                        whole ? ending.error : "null",
                        whole ? ending.incomplete : "null",
                        String.join(",", output),
                        whole ? usage : "null");
    }

    private static String usage(long input, long cached, long output, long reasoning) {
        return """
                {"input_tokens":%d,"input_tokens_details":{"cached_tokens":%d},"output_tokens":%d,\
                "output_tokens_details":{"reasoning_tokens":%d},"total_tokens":%d}""".formatted(input, cached, output, reasoning, input + output);
    }
}
