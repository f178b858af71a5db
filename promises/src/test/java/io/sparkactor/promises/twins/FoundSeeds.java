package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The seeds under which simulated tests have found twins, as a table for people. Thread-safe. */
final class FoundSeeds {

    /** Lines of the table, by the name of the twin. */
    private final Map<String, String> lines = new ConcurrentSkipListMap<>();

    /**
     * Adds a line.
     *
     * @param took what the JVM took that explored the seeds, its start and the further runs of the seed included
     */
    void add(Twin twin, FoundSeed found, Duration took) {
        lines.put(
                twin.name(),
                "| %s | %s | %d | %d.%d s | %s |"
                        .formatted(
                                twin.title(),
                                twin.target(),
                                found.seed(),
                                took.toSeconds(),
                                took.toMillisPart() / 100,
                                found.runs()));
    }

    /** Writes the table, if there are any. */
    void write(Path file) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        List<String> table = new ArrayList<>();
        table.add("| Fault | Found by | Seed | Took | Repeated |");
        table.add("|---|---|---|---|---|");
        table.addAll(lines.values());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, table);
    }
}
