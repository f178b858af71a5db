package io.sparkactor.agent.langchain4j;

import com.fasterxml.jackson.core.JacksonException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import org.jspecify.annotations.Nullable;

/** Says what an exception of LangChain4j means for the caller. Stateless. */
final class Failures {

    private static final int LONGEST_DETAIL = 300;

    private Failures() {}

    static LlmException of(Throwable thrown, String partialText) {
        if (thrown instanceof LlmException known) {
            return known;
        }
        String message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        String detail = message.length() <= LONGEST_DETAIL ? message : message.substring(0, LONGEST_DETAIL) + "…";
        return new LlmException(LlmFailure.of(reason(thrown), detail).partialText(partialText), thrown);
    }

    private static Reason reason(Throwable thrown) {
        HttpException http = find(thrown, HttpException.class);
        if (http != null) {
            return reason(http.statusCode());
        }
        if (is(thrown, RateLimitException.class)) {
            return Reason.RATE_LIMITED;
        }
        if (is(thrown, TimeoutException.class) || is(thrown, HttpTimeoutException.class)) {
            return Reason.TIMED_OUT;
        }
        if (is(thrown, UnresolvedModelServerException.class)
                || is(thrown, ConnectException.class)
                || is(thrown, UnknownHostException.class)
                || is(thrown, UnresolvedAddressException.class)) {
            return Reason.UNAVAILABLE;
        }
        if (is(thrown, ContentFilteredException.class)) {
            return Reason.INCOMPLETE;
        }
        if (is(thrown, NonRetriableException.class)) {
            return Reason.REJECTED;
        }
        if (is(thrown, InternalServerException.class)) {
            return Reason.PROVIDER_FAILED;
        }
        // Jackson's exceptions are IOExceptions, but the connection was well.
        if (is(thrown, JacksonException.class)) {
            return Reason.MALFORMED;
        }
        return is(thrown, IOException.class) ? Reason.DISCONNECTED : Reason.PROVIDER_FAILED;
    }

    private static Reason reason(int status) {
        return switch (status) {
            case 429 -> Reason.RATE_LIMITED;
            // 408, 409 and 425 ask for the same request again.
            case 408, 409, 425, 503, 529 -> Reason.UNAVAILABLE;
            default -> status >= 500 ? Reason.PROVIDER_FAILED : Reason.REJECTED;
        };
    }

    private static boolean is(Throwable thrown, Class<? extends Throwable> type) {
        return find(thrown, type) != null;
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
