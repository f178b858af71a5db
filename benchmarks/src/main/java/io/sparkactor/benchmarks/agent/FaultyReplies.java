package io.sparkactor.benchmarks.agent;

import io.sparkactor.agent.testserver.FakeRequest;
import io.sparkactor.agent.testserver.Reply;
import io.sparkactor.agent.testserver.ResponsesScript;
import io.sparkactor.agent.testserver.StreamReply;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A model that has a payment made and says what came of it, with a fault in each seventh reply. Thread-safe. */
final class FaultyReplies implements Function<FakeRequest, Reply> {

    /** What an asker writes before the name of the payment. */
    static final String PAY = "please pay ";

    private static final Map<String, String> AT_ONCE = Map.of("retry-after-ms", "1");

    private final Random random = new Random(1);
    private final AtomicLong calls = new AtomicLong();

    @Override
    public Reply apply(FakeRequest request) {
        ResponsesScript answer = answer(request.body());
        return switch (dice()) {
            case 0 -> Reply.error(503, AT_ONCE, "overloaded", "later");
            case 1 -> Reply.error(500, Map.of(), "server_error", "oops");
            case 2 -> Reply.drop();
            case 3 -> StreamReply.empty().events(answer.eventsToLastDelta()).thenDrop();
            case 4 -> StreamReply.empty().events(answer.eventsToLastDelta()).thenClose();
            case 5 -> StreamReply.empty().events(answer.eventsToLastDelta()).hang();
            default -> answer.stream();
        };
    }

    private synchronized int dice() {
        return random.nextInt(42);
    }

    /** The whole conversation is in the request; its end says what comes next. */
    private ResponsesScript answer(String body) {
        int asked = body.lastIndexOf(PAY);
        if (body.lastIndexOf("function_call_output") > asked) {
            return ResponsesScript.answer().text("It ", "is ", "done.");
        }
        int end = body.indexOf('"', asked);
        String payment = body.substring(asked + PAY.length(), end);
        return ResponsesScript.answer().call("call_" + calls.incrementAndGet(), "pay", "{\"payment\":", payment + "}");
    }
}
