/** Actors as tools. Read {@link ServedTools} first; each type states its own thread rule. */
@NullMarked
package io.sparkactor.agent.mcp.internal.server;

import org.jspecify.annotations.NullMarked;
