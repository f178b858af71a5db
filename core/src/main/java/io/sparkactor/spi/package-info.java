/**
 * What extenders of the runtime implement: the one door for time, threads and waiting, and what turns messages into bytes.
 *
 * <p>Applications do not need this package. It is for runtimes ({@link io.sparkactor.spi.RuntimeHooks}: the production one, the
 * test kit's), codecs ({@link io.sparkactor.spi.Codec}), places where actors may live ({@link io.sparkactor.spi.ExecutorProvider}) and
 * extensions made of actors, as pools are ({@link io.sparkactor.spi.Delegation}), transports ({@link
 * io.sparkactor.spi.TransportProvider}), and stores of durable timers ({@link io.sparkactor.spi.TimerStore}). Each type states its own thread rule. Read {@link io.sparkactor.spi.RuntimeHooks} first, then {@link io.sparkactor.spi.TurnScheduler}; for executors {@link
 * io.sparkactor.spi.ActorExecutor}.
 */
@NullMarked
package io.sparkactor.spi;

import org.jspecify.annotations.NullMarked;
