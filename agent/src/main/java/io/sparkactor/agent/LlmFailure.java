package io.sparkactor.agent;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer of the model, and what there is of it. Immutable; each method gives a changed copy.
 *
 * @param reason the kind of failure
 * @param detail what happened, for people; may hold the provider's own message, cut short, which may quote the prompt
 * @param retryAfterOrNull when the provider wants to be asked again; null if it does not say
 * @param partialText what had come of the answer; empty if nothing had
 * @param usage the tokens that were used in vain, as far as the provider says
 */
public record LlmFailure(
        Reason reason, String detail, @Nullable Duration retryAfterOrNull, String partialText, LlmUsage usage) {

    /** The kinds of failure. */
    public enum Reason {
        /** The provider takes no more requests now (429); it has not worked on this one. */
        RATE_LIMITED(true),
        /** The provider cannot be reached or says that it is overloaded (503, 529); it has not worked on this one. */
        UNAVAILABLE(true),
        /** The provider failed with a fault of its own (other 5xx, an error event). */
        PROVIDER_FAILED(true),
        /** The connection broke before the answer was whole. */
        DISCONNECTED(true),
        /** The provider refuses the request as it is: a wrong key, an unknown model, a bad parameter (4xx). */
        REJECTED(false),
        /** The answer cannot be read: it breaks the provider's protocol, or the schema that was asked for. */
        MALFORMED(false),
        /** The model declines to answer; {@link #partialText} is what it says to that. */
        REFUSED(false),
        /** The model stopped before its end: the limit of output tokens, or a filter of the provider. */
        INCOMPLETE(false),
        /** It took longer than it may. */
        TIMED_OUT(false),
        /** Somebody cancelled it. */
        CANCELLED(false),
        /** A {@code Budget} is used up. */
        BUDGET_EXCEEDED(false),
        /** The model went on calling tools beyond the limit of rounds. */
        TOO_MANY_ROUNDS(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether the same request may succeed a little later. */
        public boolean isPassing() {
            return passing;
        }
    }

    /** Checks that nothing but {@code retryAfterOrNull} is null. */
    public LlmFailure {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(partialText, "partialText");
        Objects.requireNonNull(usage, "usage");
    }

    /** A failure of which nothing more is known. */
    public static LlmFailure of(Reason reason, String detail) {
        return new LlmFailure(reason, detail, null, "", LlmUsage.NONE);
    }

    /** When the provider wants to be asked again; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfterOrNull);
    }

    /** The same, to be tried again after this time. */
    public LlmFailure retryAfter(Duration delay) {
        return new LlmFailure(reason, detail, Objects.requireNonNull(delay, "delay"), partialText, usage);
    }

    /** The same, with what had come of the answer. */
    public LlmFailure partialText(String text) {
        return new LlmFailure(reason, detail, retryAfterOrNull, text, usage);
    }

    /** The same, with the tokens that were used in vain. */
    public LlmFailure usage(LlmUsage used) {
        return new LlmFailure(reason, detail, retryAfterOrNull, partialText, used);
    }
}
