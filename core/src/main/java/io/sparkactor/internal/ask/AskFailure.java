package io.sparkactor.internal.ask;

import io.sparkactor.DeadLetterReason;
import java.util.List;

/** Why an ask has no reply; the exception is made from it on the asker's thread, so that its stack trace shows the ask. Immutable. */
public sealed interface AskFailure {

    /** The deadline has passed. */
    record TimedOut() implements AskFailure {}

    /** The handler threw. */
    record HandlerThrew(Throwable cause) implements AskFailure {}

    /** The target has stopped. */
    record TargetStopped() implements AskFailure {}

    /** The message was refused. */
    record Refused(DeadLetterReason reason) implements AskFailure {}

    /** The actors wait for each other. */
    record Cycle(List<String> path) implements AskFailure {}

    /** The asking actor was told to stop. */
    record AskerStopped() implements AskFailure {}

    /** The asking thread was interrupted, or the future was cancelled. */
    record Interrupted() implements AskFailure {}
}
