package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.McpException;
import io.sparkactor.agent.mcp.McpException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages on which a server lists its tools, which it may go on giving for ever. Stateless. */
final class Pages {

    /** Asks for one page. */
    @FunctionalInterface
    interface Source {

        /** The page at this place, the first one at null, within this time. */
        @Nullable
        ListToolsResult page(@Nullable String cursor, Duration limit) throws InterruptedException;
    }

    private static final int MAX_PAGES = 1_000;
    private static final int MAX_TOOLS = 10_000;

    private Pages() {}

    /** The tools of all pages, within one time for all. */
    static List<Tool> readAll(String server, Duration limit, Source source) throws InterruptedException {
        long begin = System.nanoTime();
        List<Tool> tools = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            var page = source.page(cursor, limit.minusNanos(System.nanoTime() - begin));
            tools.addAll(page == null || page.tools() == null ? List.of() : page.tools());
            cursor = page == null ? null : page.nextCursor();
            pages++;
            if (pages > MAX_PAGES || tools.size() > MAX_TOOLS) {
                throw new McpException(
                        Reason.REFUSED,
                        "server " + server + " has listed more than " + MAX_PAGES + " pages or " + MAX_TOOLS + " tools",
                        null);
            }
        } while (cursor != null && !cursor.isEmpty());
        return tools;
    }
}
