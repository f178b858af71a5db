package io.sparkactor.agent.internal.tool;

import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.internal.json.Json;
import io.sparkactor.agent.tool.ToolContext;
import io.sparkactor.agent.tool.ToolJournal;
import io.sparkactor.agent.tool.ToolRegistry;
import io.sparkactor.spi.RuntimeHooks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the calls of one turn, each with its idempotency key: the tool, its arguments, and the how manyth such call it is in the turn. So a
 * turn that is run again for the same request, in which the model wants the same, finds what was done. A call that the model makes again
 * because its end is unknown (its time was over, or the journal threw) is another try of it and has its key. For the thread of the turn.
 */
public final class ToolRuns {

    /** How many calls of one answer are carried out, all at once; more are a model that has lost its way. */
    static final int MOST_CALLS = 64;

    private static final int HASH_BYTES = 16;

    private final ToolRegistry registry;
    private final ToolJournal journal;
    private final RuntimeHooks hooks;
    private final Map<String, List<ToolRun>> latest = new HashMap<>();

    /** Makes calls of these tools. */
    public ToolRuns(ToolRegistry registry, ToolJournal journal, RuntimeHooks hooks) {
        this.registry = registry;
        this.journal = journal;
        this.hooks = hooks;
    }

    /**
     * The calls of one answer.
     *
     * @param context makes the context of a call from its key
     */
    public ToolRound round(List<ToolCall> calls, Function<String, ToolContext> context) {
        List<ToolRun> runs = calls.stream().map(call -> run(call, context)).toList();
        runs.stream()
                .skip(MOST_CALLS)
                .forEach(run -> run.fail("at most " + MOST_CALLS + " calls of one answer are carried out"));
        return new ToolRound(runs);
    }

    private ToolRun run(ToolCall call, Function<String, ToolContext> context) {
        String same = call.tool() + "/" + hash(Json.canonical(call.arguments()));
        List<ToolRun> tries = latest.computeIfAbsent(same, _ -> new ArrayList<>());
        int index = 0;
        while (index < tries.size() && !tries.get(index).hasUnknownEnd()) {
            index++;
        }
        ToolContext known = context.apply(same + "/" + (index + 1));
        var run = new ToolRun(call, registry.find(call.tool()).orElse(null), known, journal, hooks);
        if (index < tries.size()) {
            tries.set(index, run);
        } else {
            tries.add(run);
        }
        return run;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
