package io.sparkactor.agent.testserver;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** A reply of server-sent events, one chunk each, with what may go wrong in between. Immutable; each method gives a longer copy. */
public final class StreamReply implements Reply {

    private final List<Reply> steps;

    private StreamReply(List<Reply> steps) {
        this.steps = List.copyOf(steps);
    }

    /** A stream with no events. */
    public static StreamReply empty() {
        return new StreamReply(List.of());
    }

    /** Sends an event. */
    public StreamReply event(SseEvent event) {
        return raw(event.text());
    }

    /** Sends these events. */
    public StreamReply events(List<SseEvent> events) {
        StreamReply longer = this;
        for (SseEvent event : events) {
            longer = longer.event(event);
        }
        return longer;
    }

    /** Sends this as it is. */
    public StreamReply raw(String text) {
        return then(out -> out.chunk(text));
    }

    /** Waits. */
    public StreamReply pause(Duration time) {
        return then(_ -> Thread.sleep(time));
    }

    /** Waits for this. */
    public StreamReply await(CountDownLatch latch) {
        return then(_ -> latch.await());
    }

    /** Says nothing more, until the client hangs up. */
    public StreamReply hang() {
        return then(ReplySink::awaitHangUp);
    }

    /** Resets the connection. */
    public StreamReply thenDrop() {
        return then(ReplySink::drop);
    }

    /** Closes the connection in the midst of the stream. */
    public Reply thenClose() {
        return this::writeSteps;
    }

    /** Does this. */
    public StreamReply then(Reply step) {
        var longer = new ArrayList<>(steps);
        longer.add(Objects.requireNonNull(step, "step"));
        return new StreamReply(longer);
    }

    @Override
    public void writeTo(ReplySink out) throws IOException, InterruptedException {
        writeSteps(out);
        out.end();
    }

    private void writeSteps(ReplySink out) throws IOException, InterruptedException {
        out.begin(200, "text/event-stream; charset=utf-8", Map.of("cache-control", "no-cache"));
        for (Reply step : steps) {
            step.writeTo(out);
        }
    }
}
