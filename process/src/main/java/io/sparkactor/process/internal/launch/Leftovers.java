package io.sparkactor.process.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is left of the making of caches that were never finished, as the JVM that wanted them was killed. Stateless. */
final class Leftovers {

    /** The name of a cache in the making; its first group is the process that has it made. */
    private static final Pattern UNFINISHED = Pattern.compile(".+\\.aot\\.(\\d{1,18})(\\..*)?");

    private Leftovers() {}

    /**
     * Deletes those in a folder.
     *
     * @param oldest what was written later stays: its process may live where this one sees none, on another machine with the same folder
     */
    static void delete(Path folder, Instant oldest) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Leftovers::isOrphan).toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOrphan(Path file) {
        Matcher name = UNFINISHED.matcher(file.getFileName().toString());
        return name.matches()
                && !ProcessHandle.of(Long.parseLong(name.group(1)))
                        .map(ProcessHandle::isAlive)
                        .orElse(false);
    }
}
