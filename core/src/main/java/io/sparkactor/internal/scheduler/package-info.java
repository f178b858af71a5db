/**
 * The production runtime: the scheduler that runs ready turns on virtual threads, and the hooks behind which it stands.
 *
 * <p>For the runtime of actors alone, which reaches it through {@link io.sparkactor.spi.RuntimeHooks}; some types are public only
 * so that concurrency tests can drive them. A few long-lived {@linkplain io.sparkactor.internal.scheduler.Worker workers} run
 * turns; each must hold a {@linkplain io.sparkactor.internal.scheduler.Processor processor} to begin one. A worker whose thread
 * blocks loses its processor to another, and a worker that runs one turn for too long loses it to the monitor.
 *
 * <p>Thread rule: everything that two threads reach is changed by compare-and-set or exchange; no lock is ever held by a virtual
 * thread, because a waiter without a carrier could keep the monitor out. Read {@link io.sparkactor.internal.scheduler.LocalQueue}
 * first (how nothing is lost when a processor changes hands), then {@link io.sparkactor.internal.scheduler.Worker}.
 */
@NullMarked
package io.sparkactor.internal.scheduler;

import org.jspecify.annotations.NullMarked;
