package io.sparkactor.agent.openai;

import com.fasterxml.jackson.core.JacksonException;
import com.openai.errors.OpenAIServiceException;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what an exception of the client or of its connection means for the caller. Stateless. */
final class Failures {

    private static final int LONGEST_DETAIL = 300;

    private Failures() {}

    /**
     * The failure that this exception means.
     *
     * @throws InterruptedException if it means that the thread was interrupted
     */
    static LlmException of(Exception thrown, String partialText) throws InterruptedException {
        if (find(thrown, InterruptedException.class) != null) {
            boolean _ = Thread.interrupted();
            throw new InterruptedException("interrupted while a language model was answering");
        }
        OpenAIServiceException answered = find(thrown, OpenAIServiceException.class);
        LlmFailure failure = answered != null ? refused(answered) : broken(thrown);
        return new LlmException(failure.partialText(partialText), thrown);
    }

    /** An error that the provider reports by a code within its answer. */
    static LlmFailure reported(Optional<String> code, String message) {
        Reason reason = switch (code.orElse("server_error")) {
            case "rate_limit_exceeded" -> Reason.RATE_LIMITED;
            case "server_is_overloaded", "slow_down" -> Reason.UNAVAILABLE;
            case "server_error", "internal_error", "vector_store_timeout" -> Reason.PROVIDER_FAILED;
            default -> Reason.REJECTED;
        };
        return LlmFailure.of(reason, brief(code.map(name -> name + ": ").orElse("") + message));
    }

    private static LlmFailure refused(OpenAIServiceException answered) {
        Optional<String> code = answered.code();
        Reason reason = switch (answered.statusCode()) {
            // Nothing but money helps against a used-up quota.
            case 429 -> code.filter("insufficient_quota"::equals).isPresent() ? Reason.REJECTED : Reason.RATE_LIMITED;
            // 408, 409 and 425 ask for the same request again.
            case 408, 409, 425, 503, 529 -> Reason.UNAVAILABLE;
            default -> answered.statusCode() >= 500 ? Reason.PROVIDER_FAILED : Reason.REJECTED;
        };
        LlmFailure failure = LlmFailure.of(reason, brief("HTTP status " + message(answered)));
        return RetryAfter.of(answered.headers()).map(failure::retryAfter).orElse(failure);
    }

    private static LlmFailure broken(Exception thrown) {
        if (find(thrown, ConnectException.class) != null
                || find(thrown, HttpConnectTimeoutException.class) != null
                || find(thrown, UnknownHostException.class) != null
                || find(thrown, UnresolvedAddressException.class) != null) {
            return LlmFailure.of(Reason.UNAVAILABLE, "the provider cannot be reached: " + innermost(thrown));
        }
        if (find(thrown, HttpTimeoutException.class) != null) {
            return LlmFailure.of(Reason.TIMED_OUT, "the answer was not whole in time");
        }
        // Jackson's exceptions are IOExceptions, but the connection was well.
        if (find(thrown, JacksonException.class) == null && find(thrown, IOException.class) != null) {
            return LlmFailure.of(Reason.DISCONNECTED, "the connection broke: " + innermost(thrown));
        }
        return LlmFailure.of(
                Reason.MALFORMED,
                "the answer cannot be read: " + thrown.getClass().getSimpleName());
    }

    private static String message(OpenAIServiceException answered) {
        String message = answered.getMessage();
        return message == null ? Integer.toString(answered.statusCode()) : message;
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "…";
    }

    private static String innermost(Throwable thrown) {
        Throwable at = thrown;
        for (Throwable cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        String message = at.getMessage();
        return brief(message == null ? at.getClass().getSimpleName() : message);
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
