package io.sparkactor.codec.fory.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The types of the JDK that travel; all others that Fory knows are refused. Immutable. */
final class JdkTypes {

    /** Those that Fory has a number and a serializer for. */
    private static final Set<Class<?>> OF_FORY = new HashSet<>(List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Character.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            String.class,
            boolean[].class,
            byte[].class,
            char[].class,
            short[].class,
            int[].class,
            long[].class,
            float[].class,
            double[].class,
            String[].class,
            Object[].class,
            Boolean[].class,
            Byte[].class,
            Short[].class,
            Character[].class,
            Integer[].class,
            Long[].class,
            Float[].class,
            Double[].class,
            BigInteger.class,
            BigDecimal.class,
            UUID.class,
            URI.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            ZoneOffset.class,
            Year.class,
            YearMonth.class,
            MonthDay.class,
            Period.class,
            Optional.class));

    static {
        for (Object collection : List.of(
                new ArrayList<>(),
                new LinkedList<>(),
                List.of(),
                List.of(1),
                Arrays.asList(1),
                Collections.emptyList(),
                Collections.singletonList(1),
                Collections.unmodifiableList(new ArrayList<>()),
                Collections.unmodifiableList(new LinkedList<>()),
                new HashSet<>(),
                new LinkedHashSet<>(),
                new TreeSet<>(),
                EnumSet.noneOf(Month.class),
                Set.of(),
                Set.of(1),
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.unmodifiableSet(new HashSet<>()),
                new HashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                Map.of(),
                Map.of(1, 1),
                Collections.emptyMap(),
                Collections.singletonMap(1, 1),
                Collections.unmodifiableMap(new HashMap<>()))) {
            OF_FORY.add(collection.getClass());
        }
    }

    /** Those that are given numbers, as the types of the application are. */
    static final List<Class<?>> NUMBERED = List.of(DayOfWeek.class, Month.class, Path.class, ZoneId.class);

    private JdkTypes() {}

    /** Whether a type needs no word of the application to travel. */
    static boolean isKnown(Class<?> type) {
        return OF_FORY.contains(type) || NUMBERED.contains(type);
    }
}
