/**
 * Models that need no network: an echo, and recordings of real ones.
 *
 * <p>For tests, demos and offline work. Everything is thread-safe. Read {@link io.sparkactor.agent.provider.Cassette} and {@link
 * io.sparkactor.agent.provider.EchoProvider} first.
 */
@NullMarked
package io.sparkactor.agent.provider;

import org.jspecify.annotations.NullMarked;
