/** A server and its tools, from the client's side. Read {@link SharedConnection} first; each type states its own thread rule. */
@NullMarked
package io.sparkactor.agent.mcp.internal.client;

import org.jspecify.annotations.NullMarked;
