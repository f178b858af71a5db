/**
 * What keeps clients of a relay from using it up: counts of connections, bytes, frames and signatures, without sockets or clocks.
 *
 * <p>For the relay. Thread rule: all is confined to its loop, but where a method says that any thread may ask. Read {@link
 * io.sparkactor.remote.internal.relay.bounds.Budget} first.
 */
@NullMarked
package io.sparkactor.remote.internal.relay.bounds;

import org.jspecify.annotations.NullMarked;
