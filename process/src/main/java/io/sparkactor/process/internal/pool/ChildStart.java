package io.sparkactor.process.internal.pool;

import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.process.internal.launch.ChildLaunch;
import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.process.internal.launch.MeetingPoint;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One start of a child JVM, from its command line to its first words. Confined to the thread that starts it. */
final class ChildStart {

    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
    private static final long EXIT_MILLIS = 2_000;
    private static final int TOKEN_BYTES = 16;

    private final RuntimeHooks hooks;
    private final LiveProcesses live;
    private final ChildLaunch launch;
    private final ChildTerms terms;
    private final Supplier<String> user;
    private final LastWords words = new LastWords();
    private final AtomicReference<@Nullable Child> started = new AtomicReference<>();

    /**
     * A start.
     *
     * @param user whom the child works for at first
     */
    ChildStart(RuntimeHooks hooks, LiveProcesses live, ChildLaunch launch, ChildTerms terms, Supplier<String> user) {
        this.hooks = hooks;
        this.live = live;
        this.launch = launch;
        this.terms = terms;
        this.user = user;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param folder holds its socket
     * @param name the name of the socket
     * @param wanted whether it is still wanted
     * @throws IOException if it could not be started at all
     * @throws ProcessDiedException if it died before it was ready
     */
    Child run(Path folder, String name, BooleanSupplier wanted) throws IOException {
        String token = newToken();
        try (MeetingPoint meeting = new MeetingPoint(folder, name, token)) {
            Process process = live.start(() -> launch.start(terms, meeting.socket(), token));
            boolean met = false;
            try {
                forward(process);
                long deadline = hooks.nanoTime() + LONGEST;
                SocketChannel[] lines = meeting.await(
                        () -> process.isAlive() && wanted.getAsBoolean() && hooks.nanoTime() - deadline < 0);
                if (lines == null) {
                    throw diedEarly(process, wanted);
                }
                Child child = new Child(process, terms, lines, words, user);
                started.set(child);
                met = true;
                return child;
            } finally {
                if (!met) {
                    process.destroyForcibly();
                }
            }
        }
    }

    /** A word that nobody can guess; the numbers of the hooks are made to be repeated. */
    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void forward(Process process) {
        long pid = process.pid();
        hooks.startThread(
                ThreadRole.EXECUTOR,
                "spark-stdout-" + pid,
                new OutputReader(process.getInputStream(), Level.INFO, this::user, words, hooks));
        hooks.startThread(
                ThreadRole.EXECUTOR,
                "spark-stderr-" + pid,
                new OutputReader(process.getErrorStream(), Level.WARNING, this::user, words, hooks));
    }

    private String user() {
        Child child = started.get();
        return child == null ? user.get() : child.user();
    }

    private ProcessDiedException diedEarly(Process process, BooleanSupplier wanted) {
        String why = process.isAlive()
                ? wanted.getAsBoolean()
                        ? "it was not ready within " + TimeUnit.NANOSECONDS.toSeconds(LONGEST) + " s"
                        : "its syndicate has closed"
                : null;
        process.destroyForcibly();
        OptionalInt exitCode = OptionalInt.empty();
        try {
            if (process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
                exitCode = OptionalInt.of(process.exitValue());
                words.awaitEnd(EXIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Deaths.describe(
                "the new process " + process.pid() + " of " + user.get(), process.pid(), exitCode, why, words);
    }
}
