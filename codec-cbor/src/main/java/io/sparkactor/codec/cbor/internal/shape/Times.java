package io.sparkactor.codec.cbor.internal.shape;

import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The times of the JDK: seconds and nanoseconds for the two that messages are full of, ISO texts for the others. Immutable. */
final class Times extends Scalar {

    private static final int MOST_NANOS = 999_999_999;

    private final Kind kind;

    private Times(Kind kind) {
        super(kind.type);
        this.kind = kind;
    }

    /** Adds a shape for each type. */
    static void addTo(ShapeBuilder shapes) {
        for (Kind kind : Kind.values()) {
            shapes.add(new Times(kind));
        }
    }

    @Override
    void writeValue(CborOutput out, Object value) {
        if (value instanceof Instant at) {
            writePair(out, at.getEpochSecond(), at.getNano());
        } else if (value instanceof Duration time) {
            writePair(out, time.getSeconds(), time.getNano());
        } else {
            out.writeText(value.toString());
        }
    }

    private static void writePair(CborOutput out, long seconds, int nanos) {
        out.enterArray(2);
        out.writeLong(seconds);
        out.writeLong(nanos);
        out.leave();
    }

    @Override
    Object parse(CborInput in) {
        return switch (kind) {
            case INSTANT, DURATION -> readPair(in);
            case LOCAL_DATE -> LocalDate.parse(in.readText());
            case LOCAL_TIME -> LocalTime.parse(in.readText());
            case LOCAL_DATE_TIME -> LocalDateTime.parse(in.readText());
            case OFFSET_DATE_TIME -> OffsetDateTime.parse(in.readText());
            case OFFSET_TIME -> OffsetTime.parse(in.readText());
            case ZONED_DATE_TIME -> ZonedDateTime.parse(in.readText());
            case YEAR -> Year.of(Integer.parseInt(in.readText()));
            case YEAR_MONTH -> YearMonth.parse(in.readText());
            case MONTH_DAY -> MonthDay.parse(in.readText());
            case PERIOD -> Period.parse(in.readText());
            case ZONE_OFFSET -> ZoneOffset.of(in.readText());
            case ZONE_ID -> ZoneId.of(in.readText());
        };
    }

    private Object readPair(CborInput in) {
        Pairs.enter(in, "seconds with nanoseconds");
        long seconds = in.readLong();
        int nanos = in.readInt(0, MOST_NANOS);
        in.leave();
        return kind == Kind.INSTANT ? Instant.ofEpochSecond(seconds, nanos) : Duration.ofSeconds(seconds, nanos);
    }

    /** The types. */
    private enum Kind {
        INSTANT(Instant.class),
        DURATION(Duration.class),
        LOCAL_DATE(LocalDate.class),
        LOCAL_TIME(LocalTime.class),
        LOCAL_DATE_TIME(LocalDateTime.class),
        OFFSET_DATE_TIME(OffsetDateTime.class),
        OFFSET_TIME(OffsetTime.class),
        ZONED_DATE_TIME(ZonedDateTime.class),
        YEAR(Year.class),
        YEAR_MONTH(YearMonth.class),
        MONTH_DAY(MonthDay.class),
        PERIOD(Period.class),
        ZONE_OFFSET(ZoneOffset.class),
        ZONE_ID(ZoneId.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }
}
