/**
 * Contents, refs and controls into bytes and frames, and back.
 *
 * <p>For the packages above; depends on {@code wire}, {@code session}, {@code settings} and {@code net}, and knows no connection. Thread
 * rule: thread-safe throughout, as whoever sends a message encodes it. Read {@link io.sparkactor.remote.internal.codec.Codecs} first, then
 * {@link io.sparkactor.remote.internal.codec.ControlData}.
 */
@NullMarked
package io.sparkactor.remote.internal.codec;

import org.jspecify.annotations.NullMarked;
