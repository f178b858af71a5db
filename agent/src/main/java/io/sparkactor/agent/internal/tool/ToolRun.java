package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolContext;
import io.sparkactor.agent.tool.ToolJournal;
import io.sparkactor.agent.tool.ToolJournal.Entry;
import io.sparkactor.agent.tool.ToolTrace;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a tool, and its result, of which the first counts. {@link #run} is for a thread of its own; the rest is thread-safe. */
public final class ToolRun implements Runnable {

    private static final int TRACED_CHARACTERS = 1_000;

    private final ToolCall call;
    private final @Nullable LlmTool tool;
    private final ToolContext context;
    private final ToolJournal journal;
    private final RuntimeHooks hooks;
    private final long beginNanos;

    /** Guarded by this object, as all below. */
    private @Nullable ToolResult result;

    private Duration time = Duration.ZERO;
    private @Nullable Thread waiting;

    ToolRun(ToolCall call, @Nullable LlmTool tool, ToolContext context, ToolJournal journal, RuntimeHooks hooks) {
        this.call = call;
        this.tool = tool;
        this.context = context;
        this.journal = journal;
        this.hooks = hooks;
        this.beginNanos = hooks.nanoTime();
    }

    /** The name of the tool, as far as it can be part of the name of an actor. */
    public String name() {
        return tool == null ? "unknown" : tool.name();
    }

    /** How long it may take. */
    public Duration timeout() {
        return tool == null ? LlmTool.DEFAULT_TIMEOUT : tool.timeout();
    }

    @Override
    public void run() {
        if (tool == null) {
            end(ToolResult.failed(call, "there is no tool named " + call.tool()));
            return;
        }
        try {
            switch (journal.begin(context.idempotencyKey())) {
                case Entry.Done(String output, boolean failed) ->
                    end(new ToolResult(call.id(), call.tool(), output, failed));
                case Entry.Begun _
                when !tool.isRepeatable() ->
                    end(ToolResult.failed(
                            call, "this call was begun before, and nobody knows whether it has taken effect"));
                case Entry.Begun _, Entry.Unknown _ -> carryOut(tool);
            }
        } catch (Throwable thrown) { // of the journal, which is the user's
            fail("the journal of calls threw " + thrown);
        }
    }

    private void carryOut(LlmTool present) {
        Entry.Done done;
        try {
            done = new Entry.Done(present.body().call(call.arguments(), context), false);
        } catch (Throwable thrown) {
            if (hasEnded() || thrown instanceof InterruptedException) {
                fail("it was interrupted"); // and nobody knows what it did, so the journal is not told
                return;
            }
            done = new Entry.Done(describe(thrown), true);
        }
        journal.done(context.idempotencyKey(), done);
        end(new ToolResult(call.id(), call.tool(), done.output(), done.failed()));
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown instanceof ToolArgumentsException && message != null
                ? "the arguments do not fit: " + message
                : thrown.toString();
    }

    /** The call has failed from outside, unless it has its result. */
    public void fail(String reason) {
        end(ToolResult.failed(call, reason));
    }

    private void end(ToolResult outcome) {
        Thread waits;
        synchronized (this) {
            if (result != null) {
                return;
            }
            result = outcome;
            time = Duration.ofNanos(hooks.nanoTime() - beginNanos);
            waits = waiting;
        }
        if (waits != null) {
            hooks.unpark(waits);
        }
    }

    /** Whether it has its result. */
    public synchronized boolean hasEnded() {
        return result != null;
    }

    /** Waits for the result. */
    void await(RuntimeHooks by) throws InterruptedException {
        synchronized (this) {
            waiting = Thread.currentThread();
        }
        while (!hasEnded()) {
            by.park(Long.MAX_VALUE);
            if (Thread.interrupted()) {
                throw new InterruptedException("the turn was ended");
            }
        }
    }

    /** The result, when it has ended. */
    synchronized ToolResult result() {
        return Objects.requireNonNull(result, "the call has not ended");
    }

    /** What is to be known of it, when it has ended. */
    synchronized ToolTrace trace(String requestId, int round) {
        ToolResult full = result();
        var cut = new ToolResult(full.callId(), full.tool(), cut(full.output()), full.failed());
        return new ToolTrace(requestId, round, call, cut, time);
    }

    private static String cut(String output) {
        return output.length() <= TRACED_CHARACTERS ? output : output.substring(0, TRACED_CHARACTERS) + "…";
    }
}
