package io.sparkactor.agent.testserver;

import java.util.ArrayList;
import java.util.List;

/** An item of the output of a model, in the shapes of the Responses API. Immutable. */
public sealed interface ScriptItem {

    /**
     * An event of an item.
     *
     * @param type its name
     * @param rest its own properties, each behind a comma
     */
    record Event(String type, String rest) {}

    /** Its id, if it is at this place of the output. */
    String id(int index);

    /** The item with this status; it has no content before it is completed. */
    String json(int index, String status);

    /** What comes between the added and the done item. */
    List<Event> events(int index);

    /**
     * A message.
     *
     * @param pieces each a delta of its own
     */
    record Text(List<String> pieces) implements ScriptItem {

        @Override
        public String id(int index) {
            return "msg_" + index;
        }

        @Override
        public String json(int index, String status) {
            return message(id(index), status, part(String.join("", pieces)));
        }

        @Override
        public List<Event> events(int index) {
            String whole = String.join("", pieces);
            var events = new ArrayList<Event>();
            events.add(new Event("response.content_part.added", ",\"content_index\":0,\"part\":" + part("")));
            for (String piece : pieces) {
                events.add(new Event(
                        "response.output_text.delta",
                        ",\"content_index\":0,\"delta\":" + Json.quote(piece) + ",\"logprobs\":[]"));
            }
            events.add(new Event(
                    "response.output_text.done",
                    ",\"content_index\":0,\"text\":" + Json.quote(whole) + ",\"logprobs\":[]"));
            events.add(new Event("response.content_part.done", ",\"content_index\":0,\"part\":" + part(whole)));
            return events;
        }

        private static String part(String text) {
            return "{\"type\":\"output_text\",\"text\":" + Json.quote(text) + ",\"annotations\":[],\"logprobs\":[]}";
        }
    }

    /**
     * A message that declines.
     *
     * @param pieces each a delta of its own
     */
    record Refusal(List<String> pieces) implements ScriptItem {

        @Override
        public String id(int index) {
            return "msg_" + index;
        }

        @Override
        public String json(int index, String status) {
            return message(id(index), status, part(String.join("", pieces)));
        }

        @Override
        public List<Event> events(int index) {
            String whole = String.join("", pieces);
            var events = new ArrayList<Event>();
            events.add(new Event("response.content_part.added", ",\"content_index\":0,\"part\":" + part("")));
            for (String piece : pieces) {
                events.add(new Event("response.refusal.delta", ",\"content_index\":0,\"delta\":" + Json.quote(piece)));
            }
            events.add(new Event("response.refusal.done", ",\"content_index\":0,\"refusal\":" + Json.quote(whole)));
            events.add(new Event("response.content_part.done", ",\"content_index\":0,\"part\":" + part(whole)));
            return events;
        }

        private static String part(String text) {
            return "{\"type\":\"refusal\",\"refusal\":" + Json.quote(text) + "}";
        }
    }

    /**
     * A call of a tool.
     *
     * @param callId its id
     * @param tool the name
     * @param pieces of the arguments, each a delta of its own
     */
    record Call(String callId, String tool, List<String> pieces) implements ScriptItem {

        @Override
        public String id(int index) {
            return "fc_" + index;
        }

        @Override
        public String json(int index, String status) {
            String arguments = status.equals("completed") ? String.join("", pieces) : "";
            return "{\"id\":" + Json.quote(id(index)) + ",\"type\":\"function_call\",\"status\":\"" + status
                    + "\",\"arguments\":" + Json.quote(arguments) + ",\"call_id\":" + Json.quote(callId) + ",\"name\":"
                    + Json.quote(tool) + "}";
        }

        @Override
        public List<Event> events(int index) {
            var events = new ArrayList<Event>();
            for (String piece : pieces) {
                events.add(new Event("response.function_call_arguments.delta", ",\"delta\":" + Json.quote(piece)));
            }
            events.add(new Event(
                    "response.function_call_arguments.done",
                    ",\"name\":" + Json.quote(tool) + ",\"arguments\":" + Json.quote(String.join("", pieces))));
            return events;
        }
    }

    /** Thoughts that are not shown. */
    record Reasoning() implements ScriptItem {

        @Override
        public String id(int index) {
            return "rs_" + index;
        }

        @Override
        public String json(int index, String status) {
            return "{\"id\":" + Json.quote(id(index))
                    + ",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":null}";
        }

        @Override
        public List<Event> events(int index) {
            return List.of();
        }
    }

    private static String message(String id, String status, String part) {
        return "{\"id\":" + Json.quote(id) + ",\"type\":\"message\",\"status\":\"" + status + "\",\"content\":["
                + (status.equals("completed") ? part : "") + "],\"role\":\"assistant\"}";
    }
}
