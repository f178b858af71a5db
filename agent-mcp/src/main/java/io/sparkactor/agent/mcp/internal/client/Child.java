package io.sparkactor.agent.mcp.internal.client;

import io.sparkactor.agent.mcp.internal.wire.LineReader;
import io.sparkactor.agent.mcp.internal.wire.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The process of a server, which does not outlive this JVM if that ends normally. Thread-safe. */
final class Child {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final int MAX_LOGGED_BYTES = 2_000;
    private static final long GRACE_SECONDS = 2;

    /** Those that run. */
    private static final Set<Child> ALL = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALL.forEach(Child::kill), "spark-mcp-shutdown"));
    }

    private final Process process;
    private final Thread errors;

    private Child(String name, Process process) {
        this.process = process;
        this.errors = Thread.ofPlatform()
                .daemon()
                .name("spark-mcp-err-" + name)
                .start(() -> log(name, process.getErrorStream()));
    }

    static Child start(String name, ProcessBuilder builder) throws IOException {
        var child = new Child(name, builder.start());
        ALL.add(child);
        return child;
    }

    Process process() {
        return process;
    }

    private static void log(String name, InputStream stream) {
        var lines = new LineReader(stream, MAX_LOGGED_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String safe = Printable.of(line);
                LOG.log(Level.INFO, "{0}: {1}", name, lines.wasCut() ? safe + "…" : safe);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the standard error of " + name + " has ended", e);
        }
    }

    /** Those that it has started, and those that they have. */
    Set<ProcessHandle> kin() {
        return process.descendants().collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * Waits for its end, of which its input has told it; then asks it to end, then makes it. Those that it has started end with it. If the
     * thread is interrupted, all end at once.
     *
     * @param kin those that are known already; a process that has ended has none
     */
    void stop(Set<ProcessHandle> kin) {
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                kin.addAll(kin());
                process.destroy();
                if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                    kin.addAll(kin());
                    process.destroyForcibly();
                }
            }
            killKin(kin);
            process.waitFor();
            errors.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
        } catch (InterruptedException e) {
            killKin(kin);
            kill();
            Thread.currentThread().interrupt();
        } finally {
            ALL.remove(this);
        }
    }

    private static void killKin(Set<ProcessHandle> kin) {
        for (ProcessHandle one : kin) {
            one.descendants().forEach(ProcessHandle::destroyForcibly);
            one.destroyForcibly();
        }
    }

    private void kill() {
        killKin(kin());
        process.destroyForcibly();
    }

    /**
     * What became of it, for messages. Waits a second for its end, as its streams end a moment before it does.
     *
     * @param otherwise what to say if it lives
     */
    String describeEnd(String otherwise) {
        try {
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? "its process ended with exit code " + process.exitValue()
                    : otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
