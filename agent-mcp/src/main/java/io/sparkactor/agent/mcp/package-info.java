/**
 * The Model Context Protocol: tools of other programs for agents, and actors as tools of other programs.
 *
 * <p>For applications. {@link io.sparkactor.agent.mcp.McpTools} is the client and {@link io.sparkactor.agent.mcp.McpServer} the server; both are
 * thread-safe. Settings are immutable.
 */
@NullMarked
package io.sparkactor.agent.mcp;

import org.jspecify.annotations.NullMarked;
