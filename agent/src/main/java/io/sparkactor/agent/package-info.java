/**
 * LLM actors: an agent keeps a conversation with a language model, and others ask it.
 *
 * <p>For applications. Values are immutable; each other type states its own thread rule. Who brings a model of their own implements
 * {@link io.sparkactor.agent.spi.LlmProvider}. Read {@link io.sparkactor.agent.ChatMessage} and {@link io.sparkactor.agent.LlmException}
 * first.
 */
@NullMarked
package io.sparkactor.agent;

import org.jspecify.annotations.NullMarked;
