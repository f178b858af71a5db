/**
 * What connects a language model: one interface in direct style, and the values that it takes and gives.
 *
 * <p>Applications do not need this package. Providers are thread-safe, a stream belongs to one reader and may be closed by anybody, and
 * everything else is immutable. JSON travels as text, so that a provider may use any library for it. Read {@link
 * io.sparkactor.agent.spi.LlmProvider} first, then {@link io.sparkactor.agent.spi.LlmStream}.
 */
@NullMarked
package io.sparkactor.agent.spi;

import org.jspecify.annotations.NullMarked;
