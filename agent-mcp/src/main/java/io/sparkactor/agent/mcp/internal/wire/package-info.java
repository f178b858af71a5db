/** What both sides of the protocol use: JSON, and lines over streams. Each type states its own thread rule. */
@NullMarked
package io.sparkactor.agent.mcp.internal.wire;

import org.jspecify.annotations.NullMarked;
