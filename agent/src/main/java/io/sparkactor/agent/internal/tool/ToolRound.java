package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.spi.Notice;
import io.sparkactor.spi.RuntimeHooks;
import java.util.List;

/** The calls of one answer of a model, which run at once. Thread-safe. */
public final class ToolRound {

    /**
     * A turn wants these calls carried out.
     *
     * @param turn the turn
     * @param round the calls
     */
    public record Wanted(Object turn, ToolRound round) implements Notice {}

    private final List<ToolRun> runs;

    ToolRound(List<ToolRun> runs) {
        this.runs = runs;
    }

    /** The calls. */
    public List<ToolRun> runs() {
        return runs;
    }

    /**
     * Waits for all results, in the order of the calls. For the thread of the turn.
     *
     * @throws io.sparkactor.agent.LlmException {@code CANCELLED} if a call was cut off
     * @throws InterruptedException if the thread was interrupted
     */
    public List<ToolResult> await(RuntimeHooks hooks) throws InterruptedException {
        for (ToolRun run : runs) {
            run.await(hooks);
        }
        return runs.stream().map(ToolRun::result).toList();
    }

    /** What is to be known of the calls at this moment. */
    public List<ToolTrace> traces(String requestId, int number) {
        return runs.stream().map(run -> run.trace(requestId, number)).toList();
    }
}
