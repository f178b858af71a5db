package io.sparkactor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to start the JVM of an actor that runs in a process; see {@link ActorSpec#process}. Immutable: each method that takes an argument
 * returns a changed copy.
 */
public final class ProcessOptions {

    private static final long LEAST_HEAP = 2L << 20;
    private static final ProcessOptions DEFAULT = new ProcessOptions(0, null, List.of(), Set.of(), null);

    /** Zero if none was given. */
    private final long maxHeap;

    private final @Nullable Path workingDirectory;
    private final List<String> jvmOptions;
    private final Set<Class<?>> allowed;
    private final @Nullable Duration handlerTimeout;

    private ProcessOptions(
            long maxHeap,
            @Nullable Path workingDirectory,
            List<String> jvmOptions,
            Set<Class<?>> allowed,
            @Nullable Duration handlerTimeout) {
        this.maxHeap = maxHeap;
        this.workingDirectory = workingDirectory;
        this.jvmOptions = jvmOptions;
        this.allowed = allowed;
        this.handlerTimeout = handlerTimeout;
    }

    /** The JVM's own defaults, in the working directory of this JVM. */
    public static ProcessOptions defaults() {
        return DEFAULT;
    }

    /**
     * With a maximal heap.
     *
     * @param bytes at least 2 MiB
     * @throws IllegalArgumentException if {@code bytes} is less than that
     */
    public ProcessOptions maxHeap(long bytes) {
        if (bytes < LEAST_HEAP) {
            throw new IllegalArgumentException("maxHeap must be at least " + LEAST_HEAP + " bytes, but is " + bytes);
        }
        return new ProcessOptions(bytes, workingDirectory, jvmOptions, allowed, handlerTimeout);
    }

    /** With another working directory. */
    public ProcessOptions workingDirectory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return new ProcessOptions(maxHeap, directory, jvmOptions, allowed, handlerTimeout);
    }

    /** With one more option for the JVM, as {@code -Xss2m} or {@code -Dname=value}; they keep their order. */
    public ProcessOptions jvmOption(String option) {
        if (Objects.requireNonNull(option, "option").isBlank()) {
            throw new IllegalArgumentException("option must not be blank");
        }
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new ProcessOptions(maxHeap, workingDirectory, List.copyOf(more), allowed, handlerTimeout);
    }

    /**
     * With more types that may go to the process and come from there: records, enums, sealed types. Those of the actor's message type, of
     * the replies to its requests and of the constructor's arguments are allowed without saying so.
     */
    public ProcessOptions allow(Class<?>... types) {
        Set<Class<?>> more = new LinkedHashSet<>(allowed);
        for (Class<?> type : Objects.requireNonNull(types, "types")) {
            more.add(Objects.requireNonNull(type, "type"));
        }
        return new ProcessOptions(
                maxHeap, workingDirectory, jvmOptions, Collections.unmodifiableSet(more), handlerTimeout);
    }

    /**
     * With a bound for each call of a handler: one that runs longer has its process ended, which fails its message and is for supervision
     * to decide about.
     *
     * @param timeout positive
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    public ProcessOptions handlerTimeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("handlerTimeout must be positive, but is " + timeout);
        }
        return new ProcessOptions(maxHeap, workingDirectory, jvmOptions, allowed, timeout);
    }

    /** The maximal heap in bytes, if one was given. */
    public OptionalLong maxHeap() {
        return maxHeap == 0 ? OptionalLong.empty() : OptionalLong.of(maxHeap);
    }

    /** The working directory, if one was given. */
    public Optional<Path> workingDirectory() {
        return Optional.ofNullable(workingDirectory);
    }

    /** The extra options of the JVM, in their order; immutable. */
    public List<String> jvmOptions() {
        return jvmOptions;
    }

    /** The types that were allowed in addition; immutable. */
    public Set<Class<?>> allowed() {
        return allowed;
    }

    /** How long a handler may run, if that was bounded. */
    public Optional<Duration> handlerTimeout() {
        return Optional.ofNullable(handlerTimeout);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcessOptions that
                && maxHeap == that.maxHeap
                && Objects.equals(workingDirectory, that.workingDirectory)
                && jvmOptions.equals(that.jvmOptions)
                && allowed.equals(that.allowed)
                && Objects.equals(handlerTimeout, that.handlerTimeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxHeap, workingDirectory, jvmOptions, allowed, handlerTimeout);
    }

    @Override
    public String toString() {
        return "ProcessOptions[maxHeap=" + (maxHeap == 0 ? "default" : maxHeap) + ", workingDirectory="
                + (workingDirectory == null ? "this one" : workingDirectory) + ", jvmOptions=" + jvmOptions
                + ", allowed="
                + allowed + ", handlerTimeout=" + (handlerTimeout == null ? "none" : handlerTimeout) + "]";
    }
}
