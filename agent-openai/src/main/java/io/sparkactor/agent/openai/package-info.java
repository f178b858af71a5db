/**
 * A provider on the official OpenAI Java client.
 *
 * <p>For applications that want the whole of OpenAI's API; others are served by LangChain4j with smaller jars. The provider is
 * thread-safe. Read {@link io.sparkactor.agent.openai.OpenAiResponsesProvider} first.
 */
@NullMarked
package io.sparkactor.agent.openai;

import org.jspecify.annotations.NullMarked;
