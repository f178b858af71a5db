package io.sparkactor.process.internal.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The ahead-of-time cache of the classes that a child JVM loads before it can work: with it, a start takes half the time.
 *
 * <p>One file for each JDK and set of jars of the framework, in {@code ~/.cache/spark-actor/process} (or below {@code XDG_CACHE_HOME}),
 * made once by a JVM of low priority. The system property {@value #PROPERTY} names another folder, or says {@code none}. Without the
 * file everything works as well, and a JVM ignores one that does not fit. Thread-safe.
 */
public final class StartCache {

    /** Names the folder, or says {@code none}. */
    public static final String PROPERTY = "spark.process.cache";

    private static final System.Logger LOG = System.getLogger(StartCache.class.getName());
    private static final Duration LONGEST_TRAINING = Duration.ofMinutes(2);
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final ParentJvm parent;
    private final Optional<Path> file;

    /** The cache for children of this JVM. */
    public StartCache(ParentJvm parent) {
        this.parent = parent;
        this.file = folder().flatMap(folder -> key(parent).map(key -> folder.resolve(key + ".aot")));
    }

    /** The options that make a JVM use the cache, if there is one. */
    public List<String> options() {
        return file.filter(Files::isReadable)
                .map(path -> List.of("-XX:AOTCache=" + path, "-Xlog:aot*=off", "-Xlog:cds*=off"))
                .orElse(List.of());
    }

    /** Whether it can be made and is not there. */
    public boolean isMissing() {
        return file.isPresent() && !Files.exists(file.get());
    }

    /** Starts a process, and sees to it that neither it nor what it starts outlives whoever wants it. */
    public interface Starter {

        /** Starts what the call starts. */
        Process start(Callable<Process> call) throws IOException;
    }

    /** Makes the cache, unless another JVM is about to; takes some seconds. What goes wrong is logged, and harms nothing. */
    public void train(Starter starter) {
        Path made = file.orElseThrow();
        Path lock = made.resolveSibling(made.getFileName() + ".lock");
        try {
            Files.createDirectories(made.getParent());
            if (takeLock(lock)) {
                try {
                    Leftovers.delete(made.resolveSibling(""), Instant.now().minus(LONGEST_TRAINING.multipliedBy(2)));
                    train(made, starter);
                } finally {
                    Files.deleteIfExists(lock);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no cache for the start of child JVMs could be made: " + made, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean takeLock(Path lock) throws IOException {
        try {
            Files.createFile(lock);
            return true;
        } catch (FileAlreadyExistsException e) {
            Instant oldest = Instant.now().minus(LONGEST_TRAINING.multipliedBy(2));
            if (Files.getLastModifiedTime(lock).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(lock); // whoever took it is gone; the next start tries again
            }
            return false;
        }
    }

    private void train(Path made, Starter starter) throws IOException, InterruptedException {
        Path fresh = made.resolveSibling(
                made.getFileName() + "." + ProcessHandle.current().pid());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.add(parent.java().toString());
        command.addAll(ChildLaunch.STEADY_OPTIONS);
        command.addAll(List.of("-XX:AOTCacheOutput=" + fresh, "-Xlog:aot*=off", "-Xlog:cds*=off"));
        command.addAll(ChildLaunch.program(parent, parent.frameworkPath()));
        command.add(ChildLaunch.TRAINING);
        Process process = starter.start(() -> new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        OutputStream life = process.getOutputStream(); // its end ends the training
        boolean hasEnded;
        try {
            hasEnded = process.waitFor(LONGEST_TRAINING.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            life.close();
        }
        if (!hasEnded) {
            end(process);
        } else if (process.exitValue() == 0 && Files.exists(fresh)) {
            Files.move(fresh, made, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(fresh);
        Files.deleteIfExists(fresh.resolveSibling(fresh.getFileName() + ".config"));
    }

    /** Ends a training: first the JVM that it starts at its end to write the cache, which nobody could find later, then itself. */
    public static void end(Process training) {
        training.descendants().forEach(ProcessHandle::destroyForcibly);
        training.destroyForcibly();
    }

    private static Optional<Path> folder() {
        String named = System.getProperty(PROPERTY, "");
        if (named.equals("none")) {
            return Optional.empty();
        }
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        String home = System.getProperty("user.home", "");
        if (cache == null || cache.isEmpty()) {
            cache = home.isEmpty() || home.equals("?") ? "" : home + File.separator + ".cache";
        }
        return cache.isEmpty() ? Optional.empty() : Optional.of(Path.of(cache, "spark-actor", "process"));
    }

    /** What the cache depends on, in short; nothing if there can be none, as for classes in folders. */
    private static Optional<String> key(ParentJvm parent) {
        List<Path> jars = new ArrayList<>();
        if (parent.isModular()) {
            for (String entry : parent.modulePath().split(File.pathSeparator, -1)) {
                jars.add(Path.of(entry).toAbsolutePath());
            }
        } else {
            parent.frameworkPath().forEach(entry -> jars.add(Path.of(entry)));
        }
        if (jars.isEmpty()
                || !jars.stream().allMatch(Files::isRegularFile)
                || parent.options().stream().anyMatch(option -> option.startsWith("--patch-module="))) {
            return Optional.empty();
        }
        try {
            StringBuilder text = new StringBuilder(System.getProperty("java.vm.version"))
                    .append(parent.java())
                    .append(parent.modules())
                    .append(parent.options().stream()
                            .filter(option -> option.startsWith("--"))
                            .toList());
            for (Path jar : jars) {
                text.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return Optional.of(new BigInteger(1, digest).toString(36).substring(0, 20));
        } catch (IOException | NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }
}
