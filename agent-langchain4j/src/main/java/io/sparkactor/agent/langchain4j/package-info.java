/**
 * A provider on LangChain4j.
 *
 * <p>For applications: make the chat model as LangChain4j says, and give it to {@link
 * io.sparkactor.agent.langchain4j.LangChain4jProvider}, which is thread-safe as its models are.
 */
@NullMarked
package io.sparkactor.agent.langchain4j;

import org.jspecify.annotations.NullMarked;
