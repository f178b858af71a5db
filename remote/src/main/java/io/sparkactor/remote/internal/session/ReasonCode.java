package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/** The reasons as they go over the wire: a code, once given, stays. Stateless. */
final class ReasonCode {

    private static final @Nullable DeadLetterReason[] REASONS = byCode();

    private ReasonCode() {}

    static int of(DeadLetterReason reason) {
        return switch (reason) {
            case ACTOR_STOPPED -> 1;
            case WRONG_TYPE -> 2;
            case INBOX_FULL -> 3;
            case INBOX_CLOSED -> 4;
            case OVERFLOW -> 5;
            case EXPIRED -> 6;
            case QUEUE_LIMIT -> 7;
            case SYNDICATE_CLOSED -> 8;
            case NO_SENDER -> 9;
            case LATE_REPLY -> 10;
            case ASK_ENDED -> 11;
            case ATTEMPTS_USED_UP -> 12;
            case JOB_TIMEOUT -> 13;
            case NO_ACTOR -> 14;
            case NO_ROUTE -> 15;
            case NOT_ENCODABLE -> 16;
            case UNACKNOWLEDGED -> 17;
            case DISCONNECTED -> 18;
        };
    }

    static DeadLetterReason reason(int code) throws SessionException {
        @Nullable DeadLetterReason reason = code < REASONS.length ? REASONS[code] : null;
        if (reason == null) {
            throw new SessionException("there is no reason of code " + code);
        }
        return reason;
    }

    private static @Nullable DeadLetterReason[] byCode() {
        @Nullable DeadLetterReason[] reasons = new @Nullable DeadLetterReason[DeadLetterReason.values().length + 1];
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            reasons[of(reason)] = reason;
        }
        return reasons;
    }
}
