package io.sparkactor.process.internal.launch;

import io.sparkactor.ProcessOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a JVM is started with: children of equal terms may be used for each other. Immutable.
 *
 * @param maxHeap the maximal heap in bytes, if one was given
 * @param workingDirectory the working directory, if one was given
 * @param jvmOptions further options
 */
public record ChildTerms(OptionalLong maxHeap, Optional<Path> workingDirectory, List<String> jvmOptions) {

    /** The terms of an actor. */
    public static ChildTerms of(ProcessOptions options) {
        return new ChildTerms(options.maxHeap(), options.workingDirectory(), options.jvmOptions());
    }
}
