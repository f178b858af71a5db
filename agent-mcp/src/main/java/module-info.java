/**
 * Tools of Model Context Protocol servers for agents, and actors as tools of such a server.
 *
 * <p>Read {@link io.sparkactor.agent.mcp.McpTools} first. It needs the protocol's Java SDK, which no signature shows: 3 MB with Reactor.
 */
@org.jspecify.annotations.NullMarked
module io.sparkactor.agent.mcp {
    requires static org.jspecify;
    requires transitive io.sparkactor.agent;
    requires java.net.http;
    requires jdk.httpserver;
    requires tools.jackson.databind;
    requires io.modelcontextprotocol.sdk.mcp.core;
    requires io.modelcontextprotocol.sdk.mcp.json.jackson3;
    requires reactor.core;
    requires org.reactivestreams;
    requires org.slf4j;

    exports io.sparkactor.agent.mcp;
}
