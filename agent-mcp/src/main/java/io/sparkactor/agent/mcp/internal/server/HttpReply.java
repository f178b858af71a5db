package io.sparkactor.agent.mcp.internal.server;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps the response until it can be written. Thread-safe. */
final class HttpReply implements McpStreamableServerTransport {

    private final CompletableFuture<@Nullable JSONRPCMessage> message = new CompletableFuture<>();

    /** The response; null as long as there is none. */
    @Nullable
    JSONRPCMessage message() {
        return message.getNow(null);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage sent) {
        return Mono.fromRunnable(() -> {
            if (sent instanceof JSONRPCResponse) {
                message.complete(sent);
            }
        });
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage sent, @Nullable String id) {
        return sendMessage(sent);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return McpJson.SDK.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
