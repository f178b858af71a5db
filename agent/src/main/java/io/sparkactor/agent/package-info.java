/**
 * LLM actors: an agent keeps a conversation with a language model, and others ask it.
 *
 * <p>For applications. Requests and answers are immutable; each other type states its own thread rule. Tools are in {@link
 * io.sparkactor.agent.tool}, budgets and rates in {@link io.sparkactor.agent.limit}, ready models in {@link io.sparkactor.agent.provider};
 * who brings a model of their own implements {@link io.sparkactor.agent.spi.LlmProvider}. Read {@link io.sparkactor.agent.LlmAgent} and
 * {@link io.sparkactor.agent.LlmRequest} first.
 */
@NullMarked
package io.sparkactor.agent;

import org.jspecify.annotations.NullMarked;
