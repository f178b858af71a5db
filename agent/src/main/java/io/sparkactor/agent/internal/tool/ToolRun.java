package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
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

/** One call of a tool, and its end, of which the first counts. {@link #run} is for a thread of its own; the rest is thread-safe. */
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

    private boolean over;
    private boolean known;
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
        if (hasEnded()) {
            return; // before its thread came to it, so it has no effect
        }
        if (tool == null) {
            fail("there is no tool named " + call.tool());
            return;
        }
        try {
            switch (journal.begin(context.idempotencyKey())) {
                case Entry.Done done -> end(done);
                case Entry.Begun _
                when !tool.isRepeatable() ->
                    fail("this call was begun before, and nobody knows whether it has taken effect");
                case Entry.Begun _, Entry.Unknown _ -> carryOut(tool);
            }
        } catch (Throwable thrown) { // of the journal, which is the user's
            fail("the journal of calls threw " + thrown);
        }
    }

    private void carryOut(LlmTool present) {
        if (hasEnded()) {
            return; // while the journal took its time: no effect now, and none later, as the journal knows a beginning
        }
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
        end(done);
    }

    private static String describe(Throwable thrown) {
        String message = thrown.getMessage();
        return thrown instanceof ToolArgumentsException && message != null
                ? "the arguments do not fit: " + message
                : thrown.toString();
    }

    private void end(Entry.Done done) {
        end(new ToolResult(call.id(), call.tool(), done.output(), done.failed()), true);
    }

    /** The call has failed, and nobody knows what it did; unless it has ended. */
    public void fail(String reason) {
        end(ToolResult.failed(call, reason), false);
    }

    /** The call ends without a result, and the turn that waits for it does; unless it has ended. */
    public void cutOff() {
        end(null, false);
    }

    private void end(@Nullable ToolResult outcome, boolean isKnown) {
        Thread waits;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            result = outcome;
            known = isKnown;
            time = Duration.ofNanos(hooks.nanoTime() - beginNanos);
            waits = waiting;
        }
        if (waits != null) {
            hooks.unpark(waits);
        }
    }

    /** Whether it has its result, or was cut off. */
    public synchronized boolean hasEnded() {
        return over;
    }

    /** Whether it has ended without an end of the tool, so that the same call may be another try of it. */
    synchronized boolean hasUnknownEnd() {
        return over && !known;
    }

    /**
     * Waits for the result.
     *
     * @throws LlmException {@code CANCELLED} if it was cut off
     */
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
        if (isCutOff()) {
            throw new LlmException(Reason.CANCELLED, "the call of tool " + call.tool() + " was stopped");
        }
    }

    private synchronized boolean isCutOff() {
        return over && result == null;
    }

    /** The result, when it has ended. */
    synchronized ToolResult result() {
        return Objects.requireNonNull(result, "the call has not ended");
    }

    /** What is to be known of it; that it was cut off if there is no result. */
    synchronized ToolTrace trace(String requestId, int round) {
        ToolResult full = result == null ? ToolResult.failed(call, "it was cut off") : result;
        var cut = new ToolResult(full.callId(), full.tool(), cut(full.output()), full.failed());
        return new ToolTrace(
                requestId, round, call, cut, over ? time : Duration.ofNanos(hooks.nanoTime() - beginNanos));
    }

    private static String cut(String output) {
        return output.length() <= TRACED_CHARACTERS ? output : output.substring(0, TRACED_CHARACTERS) + "…";
    }
}
