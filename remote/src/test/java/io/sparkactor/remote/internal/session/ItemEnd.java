package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;

/** The one end of an item, as its sender has learned it. Immutable. */
sealed interface ItemEnd {

    record Delivered() implements ItemEnd {}

    record Failed(DeadLetterReason reason) implements ItemEnd {}

    record Unacknowledged() implements ItemEnd {}

    record Unsent() implements ItemEnd {}
}
