package io.sparkactor.remote.internal.wire;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import io.sparkactor.codec.cbor.internal.wire.Faults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Deadlines as Python's {@code isoformat} writes them: {@code 2026-05-09T12:30:45+00:00}, with six digits behind the second where they are
 * not all zero.
 *
 * <p>Read are also {@code Z} and other offsets, times without seconds, and up to nine digits, of which six are kept. A time without an
 * offset means something else on every machine, and is refused. Stateless.
 */
final class Deadlines {

    private static final int LONGEST = 64;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT);
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT);
    private static final DateTimeFormatter ANY = new DateTimeFormatterBuilder()
            .appendValue(YEAR, 4)
            .appendLiteral('-')
            .appendValue(MONTH_OF_YEAR, 2)
            .appendLiteral('-')
            .appendValue(DAY_OF_MONTH, 2)
            .appendLiteral('T')
            .appendValue(HOUR_OF_DAY, 2)
            .appendLiteral(':')
            .appendValue(MINUTE_OF_HOUR, 2)
            .optionalStart()
            .appendLiteral(':')
            .appendValue(SECOND_OF_MINUTE, 2)
            .optionalStart()
            .appendFraction(NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .optionalEnd()
            .appendOffset("+HH:MM:ss", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Deadlines() {}

    /** As the original writes it. */
    static String format(String place, Instant deadline) {
        if (!isOfPython(deadline)) {
            throw Faults.unsupported(
                    place,
                    "a deadline outside of the years 1 to 9999, which Python cannot represent; leave it away if it is for ever");
        }
        OffsetDateTime time = deadline.atOffset(ZoneOffset.UTC);
        boolean whole = time.getNano() / 1_000 == 0;
        return (whole ? SECONDS : MICROS).format(time);
    }

    private static boolean isOfPython(Instant deadline) {
        return !deadline.isBefore(FIRST) && deadline.isBefore(END);
    }

    /** As the original and others write it. */
    static Instant parse(String place, String text) {
        if (text.length() > LONGEST) {
            throw Faults.mismatch(place, "a text of " + text.length() + " characters is no time");
        }
        try {
            Instant deadline = OffsetDateTime.parse(text, ANY).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (isOfPython(deadline)) {
                return deadline;
            }
        } catch (DateTimeException e) {
            // Told below, without the parser's own text.
        }
        throw Faults.mismatch(
                place, Foreign.quoted(text) + " is no time with an offset, as in 2026-05-09T12:30:45+00:00");
    }
}
