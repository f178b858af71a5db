/**
 * What an actor watches under jcstress: news against the actor that wants more of it.
 *
 * <p>{@link io.sparkactor.concurrency.watch.SilentPoint} is watched by nobody but the test. Read it first, then {@link
 * io.sparkactor.concurrency.watch.FireVersusRearmTest}.
 */
@NullMarked
package io.sparkactor.concurrency.watch;

import org.jspecify.annotations.NullMarked;
