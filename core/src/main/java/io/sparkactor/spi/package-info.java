/**
 * What extenders of the runtime implement: the one door for time, threads and waiting.
 *
 * <p>Applications do not need this package. It is for runtimes ({@link io.sparkactor.spi.RuntimeHooks}: the production one, the
 * test kit's), later for transports and codecs. Each type states its own thread rule. Read {@link io.sparkactor.spi.RuntimeHooks}
 * first, then {@link io.sparkactor.spi.TurnScheduler}.
 */
@NullMarked
package io.sparkactor.spi;

import org.jspecify.annotations.NullMarked;
