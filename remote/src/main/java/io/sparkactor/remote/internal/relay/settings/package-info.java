/**
 * What a relay is told: where it listens, what it takes, for what it waits.
 *
 * <p>For {@code io.sparkactor.remote} and the relay. All is immutable. Read {@link io.sparkactor.remote.internal.relay.settings.RelaySettings}
 * first.
 */
@NullMarked
package io.sparkactor.remote.internal.relay.settings;

import org.jspecify.annotations.NullMarked;
