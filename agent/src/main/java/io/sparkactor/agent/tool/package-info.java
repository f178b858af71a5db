/**
 * Tools: what a model may call while it answers.
 *
 * <p>For applications. Everything is immutable or thread-safe; a tool runs on a virtual thread of its own, and several may run at once.
 * Read {@link io.sparkactor.agent.tool.Tool} and {@link io.sparkactor.agent.tool.LlmTool} first.
 */
@NullMarked
package io.sparkactor.agent.tool;

import org.jspecify.annotations.NullMarked;
