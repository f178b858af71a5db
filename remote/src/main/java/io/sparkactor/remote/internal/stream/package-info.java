/**
 * Frames over whatever carries bytes in order: TCP, or a tunnel through a relay.
 *
 * <p>For the packages that make connections; depends on {@code net} and {@code wire}. Thread rule: confined to the loop. Read {@link
 * io.sparkactor.remote.internal.stream.StreamChannel} first, then {@link io.sparkactor.remote.internal.stream.FrameDecoder}.
 */
@NullMarked
package io.sparkactor.remote.internal.stream;

import org.jspecify.annotations.NullMarked;
