package io.sparkactor.agent.mcp.internal.server;

import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The tools of a server, each call of which is an ask on a virtual thread of its own. Thread-safe. */
public final class ServedTools {

    private final Syndicate syndicate;
    private final List<ExportedTool> tools;
    private final Semaphore room;
    private final int maxCalls;
    private final ServedCalls calls = new ServedCalls();
    private final CallFailures failures;

    /** These tools and no others. */
    public ServedTools(Syndicate syndicate, List<ExportedTool> tools, int maxCalls) {
        this.syndicate = syndicate;
        this.tools = tools;
        this.room = new Semaphore(maxCalls);
        this.maxCalls = maxCalls;
        this.failures = new CallFailures(syndicate);
    }

    /** Those that are under way. */
    public ServedCalls calls() {
        return calls;
    }

    /** Serves one session. */
    public McpAsyncServer serve(McpServerTransportProvider provider, String name, String version) {
        return serve(McpServer.async(provider), name, version);
    }

    /** Serves many sessions. */
    public McpAsyncServer serve(McpStreamableServerTransportProvider provider, String name, String version) {
        return serve(McpServer.async(provider), name, version);
    }

    private McpAsyncServer serve(McpServer.AsyncSpecification<?> specification, String name, String version) {
        return specification
                .serverInfo(name, version)
                .jsonMapper(McpJson.SDK)
                .jsonSchemaValidator(McpJson.NO_VALIDATOR)
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .tools(tools.stream().map(this::specificationOf).toList())
                .build();
    }

    private AsyncToolSpecification specificationOf(ExportedTool tool) {
        Tool described = Tool.builder(tool.name(), McpJson.readObject(tool.schema()))
                .description(tool.description())
                .build();
        return AsyncToolSpecification.builder()
                .tool(described)
                .callHandler((exchange, request) -> Mono.create(sink -> start(
                        tool, request, (ServedCall) exchange.transportContext().get(ServedCall.KEY), sink)))
                .build();
    }

    private void start(
            ExportedTool tool, CallToolRequest request, @Nullable ServedCall call, MonoSink<CallToolResult> sink) {
        ServedCall begun = call == null ? new ServedCall() : call;
        if (!room.tryAcquire()) {
            sink.success(failed(maxCalls + " calls are under way, and there is no room for another"));
            return;
        }
        try {
            var _ = RuntimeHooks.of(syndicate)
                    .startThread(
                            ThreadRole.CALLBACK, "mcp-" + tool.name(), () -> runAndEnd(tool, request, begun, sink));
        } catch (Throwable thrown) { // so that the room is not lost with it
            room.release();
            sink.success(failed(failures.report(tool.name(), thrown)));
        }
    }

    private void runAndEnd(ExportedTool tool, CallToolRequest request, ServedCall call, MonoSink<CallToolResult> sink) {
        CallToolResult result;
        try {
            call.begin(Thread.currentThread());
            result = run(tool, request, call);
        } finally {
            call.end();
            room.release();
        }
        sink.success(result);
    }

    private CallToolResult run(ExportedTool tool, CallToolRequest request, ServedCall call) {
        Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
        try {
            return CallToolResult.builder()
                    .addTextContent(tool.call(syndicate, McpJson.write(arguments)))
                    .isError(false)
                    .build();
        } catch (Throwable thrown) { // a handler may throw anything, and the session is to go on
            return failed(call.isCancelled() ? "the call was cancelled" : failures.report(tool.name(), thrown));
        }
    }

    private static CallToolResult failed(String reason) {
        return CallToolResult.builder().addTextContent(reason).isError(true).build();
    }
}
