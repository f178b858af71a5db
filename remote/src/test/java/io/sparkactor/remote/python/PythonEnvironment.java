package io.sparkactor.remote.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Python with the original in it that {@code src/test/python/prepare} makes. Immutable. */
final class PythonEnvironment {

    private static final Path SCRIPTS = Path.of("src", "test", "python");
    private static final Path TARGET = Path.of("target");
    private static final Path PLACE = TARGET.resolve("python");

    private PythonEnvironment() {}

    /** The interpreter. */
    static Path interpreter() {
        return PLACE.resolve("bin").resolve("python").toAbsolutePath();
    }

    /** The program that plays the peer. */
    static Path peer() {
        return SCRIPTS.resolve("peer.py").toAbsolutePath();
    }

    /** Where peers complain. */
    static File log() {
        return TARGET.resolve("python-peer.log").toFile();
    }

    /** Why there is none, for people; empty if there is one. */
    static String whyMissing() throws IOException {
        Path missing = TARGET.resolve("python.missing");
        if (Files.exists(missing)) {
            return Files.readString(missing).strip();
        }
        Path stamp = PLACE.resolve("made-from.txt");
        if (!Files.exists(stamp)) {
            return "remote/src/test/python/prepare has not been run";
        }
        if (!Files.readString(stamp).endsWith(Files.readString(SCRIPTS.resolve("requirements.txt")))) {
            return "requirements.txt has changed since remote/src/test/python/prepare was run";
        }
        return "";
    }
}
