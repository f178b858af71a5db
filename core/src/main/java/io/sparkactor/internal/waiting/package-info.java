/**
 * How threads wait in the framework: always through {@link io.sparkactor.spi.RuntimeHooks}, so that the scheduler knows of it.
 *
 * <p>Thread rule: thread-safe. Read {@link io.sparkactor.internal.waiting.WaitQueue} first, then
 * {@link io.sparkactor.internal.waiting.Wait}.
 */
@NullMarked
package io.sparkactor.internal.waiting;

import org.jspecify.annotations.NullMarked;
