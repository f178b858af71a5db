package io.sparkactor.process.internal.host;

import io.sparkactor.Message;
import io.sparkactor.process.internal.wire.FrameKind;
import io.sparkactor.spi.ExecutorStep;
import org.jspecify.annotations.Nullable;

/**
 * A step that goes on in a process. Immutable.
 *
 * @param kind the frame that has begun it
 * @param number its number, which is also the handle of the sender of its message
 * @param step to be completed
 * @param message the message, if it handles one
 */
record Going<M>(
        FrameKind kind,
        long number,
        ExecutorStep step,
        @Nullable Message<M> message) {}
