package io.sparkactor.benchmarks.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A {@link Certificate} for the time of a benchmark, in a folder of its own. Immutable. */
public final class TemporaryCertificate implements AutoCloseable {

    private final Path folder;
    private final Certificate certificate;

    private TemporaryCertificate(Path folder, Certificate certificate) {
        this.folder = folder;
        this.certificate = certificate;
    }

    /** Makes it. */
    public static TemporaryCertificate make() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("spark-bench-");
        return new TemporaryCertificate(folder, Certificate.make(folder));
    }

    /** Where it is: what a {@link NearChild} takes. */
    public Path file() {
        return certificate.file();
    }

    /** Removes it. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(certificate.file());
        Files.delete(folder);
    }
}
