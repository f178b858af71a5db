package io.sparkactor.agent.provider;

import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.internal.provider.CassetteFile;
import io.sparkactor.agent.internal.provider.RecordingProvider;
import io.sparkactor.agent.internal.provider.ReplayProvider;
import io.sparkactor.agent.internal.provider.Secrets;
import io.sparkactor.agent.spi.LlmProvider;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Records what a model answers, and answers from recordings: for tests and demos that need neither a network nor a key.
 *
 * <p>A cassette is a file of JSON that people can read, change and keep with their sources. It holds whole answers, each with exactly the
 * prompt that it belongs to: messages, tools and the shape of the output. Headers and limits are not recorded, nor failures. What looks like
 * a secret is replaced by {@code [removed]}: keys and tokens of common shapes, and the values of all environment variables whose names end in
 * {@code KEY}, {@code TOKEN}, {@code SECRET} or {@code PASSWORD}, of eight characters and more. That is no proof that none is left: look before you publish.
 */
public final class Cassette {

    private Cassette() {}

    /**
     * A provider that passes on what another one answers, and records it.
     *
     * @param provider closed with this one
     * @param file is overwritten by the first answer
     */
    public static LlmProvider record(LlmProvider provider, Path file) {
        Objects.requireNonNull(provider, "provider");
        return new RecordingProvider(provider, CassetteFile.empty(file, Secrets.of(System.getenv())));
    }

    /**
     * A provider that answers from a recording. A prompt that is not on it is {@link LlmFailure.Reason#REJECTED}; one that is there several
     * times gets its answers in turn, then the last one again and again.
     *
     * @throws UncheckedIOException if the file cannot be read
     * @throws IllegalArgumentException if it is no cassette
     */
    public static LlmProvider replay(Path file) {
        return new ReplayProvider(CassetteFile.read(file, Secrets.of(System.getenv())));
    }
}
