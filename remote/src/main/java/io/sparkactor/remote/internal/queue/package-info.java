/**
 * What waits for one peer: messages, controls and notes, until a connection takes them or somebody gives them up.
 *
 * <p>For {@code link} and {@code peer}; depends on {@code parts} and what that stands on, and on no connection. Thread rule: anybody puts
 * in, the loop takes out. Read {@link io.sparkactor.remote.internal.queue.OutQueue} first, then
 * {@link io.sparkactor.remote.internal.queue.Item}.
 */
@NullMarked
package io.sparkactor.remote.internal.queue;

import org.jspecify.annotations.NullMarked;
