package io.sparkactor.agent.internal.turn;

import io.sparkactor.ReplySink;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmResponse;
import io.sparkactor.agent.LlmStreamChunk;
import io.sparkactor.agent.limit.Spending;
import io.sparkactor.agent.tool.ToolTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has come of a turn so far; the turn writes it, and its agent may look at any time. Thread-safe. */
final class TurnProgress {

    private final @Nullable ReplySink<LlmStreamChunk, LlmResponse> sink;
    private final StringBuilder text = new StringBuilder();
    private final List<Supplier<List<ToolTrace>>> rounds = new ArrayList<>();
    private Spending spending = Spending.NONE;

    TurnProgress(@Nullable ReplySink<LlmStreamChunk, LlmResponse> sink) {
        this.sink = sink;
    }

    /** The model has said this. Blocks while the reader is far behind. */
    void said(String words) {
        synchronized (this) {
            text.append(words);
        }
        show(new LlmStreamChunk.Text(words));
    }

    /**
     * Shows the reader a chunk, if there is one. Blocks while it is far behind.
     *
     * @throws LlmException {@code CANCELLED} if nobody reads any more
     */
    void show(LlmStreamChunk chunk) {
        if (sink != null && !sink.send(chunk)) {
            throw new LlmException(Reason.CANCELLED, "the reader of the stream has closed it");
        }
    }

    /** Whether somebody reads the words as they come, so that they cannot be taken back. */
    boolean isRead() {
        return sink != null;
    }

    synchronized int length() {
        return text.length();
    }

    /** Takes back what was said behind this length. */
    synchronized void takeBack(int length) {
        text.setLength(length);
    }

    synchronized String text() {
        return text.toString();
    }

    synchronized void spent(Spending more) {
        spending = spending.plus(more);
    }

    synchronized Spending spending() {
        return spending;
    }

    /** A round of calls begins; what is to be known of it at any time. */
    synchronized void begins(Supplier<List<ToolTrace>> round) {
        rounds.add(round);
    }

    synchronized List<ToolTrace> traces() {
        return rounds.stream().flatMap(round -> round.get().stream()).toList();
    }
}
