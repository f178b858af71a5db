package io.sparkactor.persistence.timer;

import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rows of timers for tests. */
final class Rows {

    static final String OWNER = "shop/clerk";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private Rows() {}

    static TimerRow row(String id, long generation) {
        byte[] payload = ("the message of " + id).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new TimerRow(OWNER, id, generation, START.plusSeconds(generation), Duration.ZERO, payload);
    }

    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids and generations of all rows of {@link #OWNER}, in order. */
    static List<String> of(TimerStore store) {
        return store.rows(OWNER).stream()
                .map(row -> row.id() + "#" + row.generation())
                .toList();
    }
}
