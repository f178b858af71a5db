package io.sparkactor.process.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed JVM has left of a cache is deleted, and nothing else. */
class LeftoversTest {

    /** No system gives a process such a number. */
    private static final long NOBODY = 999_999_999_999L;

    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @BeforeEach
    void leave() throws IOException {
        long here = ProcessHandle.current().pid();
        for (String name :
                new String[] {"a.aot", "a.aot.lock", "a.aot." + here, "a.aot." + NOBODY, "a.aot." + NOBODY + ".config"
                }) {
            Path file = Files.createFile(folder.resolve(name));
            Files.setLastModifiedTime(file, FileTime.from(THEN));
        }
    }

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void whatBelongsToADeadProcessIsDeleted() throws IOException {
        Leftovers.delete(folder, THEN.plusSeconds(1));

        assertThat(left())
                .containsExactlyInAnyOrder(
                        "a.aot",
                        "a.aot.lock",
                        "a.aot." + ProcessHandle.current().pid());
    }

    @Test
    void whatIsNewStays() throws IOException {
        Leftovers.delete(folder, THEN.minusSeconds(1));

        assertThat(left()).hasSize(5);
    }
}
