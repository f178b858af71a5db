package io.sparkactor.agent;

import io.sparkactor.AskFailedException;
import io.sparkactor.SparkException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * There is no answer of the model. Providers throw it; who asked an agent gets it as the cause of an {@link AskFailedException}, which
 * {@link #causeOf} takes out.
 */
public final class LlmException extends SparkException {

    private static final long serialVersionUID = 1L;

    private final transient LlmFailure failure;

    /** A failure with no exception behind it. */
    public LlmException(LlmFailure failure) {
        this(failure, null);
    }

    /** A failure, and the exception that tells more of it. */
    public LlmException(LlmFailure failure, @Nullable Throwable cause) {
        super(text(failure), cause);
        this.failure = failure;
    }

    /** A failure of which nothing more is known. */
    public LlmException(LlmFailure.Reason reason, String detail) {
        this(LlmFailure.of(reason, detail));
    }

    /** Why, and what there is of the answer. */
    public LlmFailure failure() {
        return failure;
    }

    /** The kind of failure. */
    public LlmFailure.Reason reason() {
        return failure.reason();
    }

    /** What had come of the answer; empty if nothing had. */
    public String partialText() {
        return failure.partialText();
    }

    /** The {@code LlmException} behind what an ask has thrown; empty if something else was behind it. */
    public static Optional<LlmException> causeOf(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof LlmException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static String text(LlmFailure failure) {
        String retry = failure.retryAfter()
                .map(delay -> "; may be tried again after " + delay.toMillis() + " ms")
                .orElse("");
        String partial = failure.partialText().isEmpty()
                ? ""
                : "; " + failure.partialText().length() + " characters of the answer had come";
        return failure.reason() + ": " + failure.detail() + retry + partial;
    }
}
