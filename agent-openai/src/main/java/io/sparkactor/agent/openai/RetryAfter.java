package io.sparkactor.agent.openai;

import com.openai.core.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads when a provider wants to be asked again. Stateless. */
final class RetryAfter {

    private RetryAfter() {}

    /** From {@code retry-after-ms} or {@code Retry-After}, in seconds or as a date; empty if there is none that can be read. */
    static Optional<Duration> of(Headers headers) {
        return first(headers, "retry-after-ms")
                .flatMap(text -> number(text, 1))
                .or(() -> first(headers, "retry-after")
                        .flatMap(text -> number(text, 1_000).or(() -> date(text))));
    }

    private static Optional<String> first(Headers headers, String name) {
        return headers.values(name).stream().findFirst().map(String::strip);
    }

    private static Optional<Duration> number(String text, long millisEach) {
        try {
            double millis = Double.parseDouble(text) * millisEach;
            return millis >= 0 && Double.isFinite(millis)
                    ? Optional.of(Duration.ofMillis((long) millis))
                    : Optional.empty();
        } catch (NumberFormatException other) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text) {
        try {
            Duration delay = Duration.between(
                    ZonedDateTime.now(), ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
            return Optional.of(delay.isNegative() ? Duration.ZERO : delay);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
