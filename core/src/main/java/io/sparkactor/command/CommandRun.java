package io.sparkactor.command;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command outside of its actor: the process, and up to four threads that start it and wait for its end, read its outputs
 * and write its input. All may be asked by any thread; the threads only record, and wake the actor to look.
 */
final class CommandRun {

    /** How long outputs may stay open behind the end of the process, held by what it left in the background. */
    private static final long OPEN_OUTPUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    private final Command command;
    private final RuntimeHooks hooks;
    private final CommandNews news;
    private final Runnable wake;
    private final ProcessMark mark;
    private final long startedNanos;
    private volatile @Nullable Parts parts;
    private volatile @Nullable Throwable startFailure;
    private volatile @Nullable End end;
    private volatile @Nullable Thread inputThread;
    private volatile List<Thread> readers = List.of();
    private volatile boolean released;

    /** What there is when the process runs. Immutable. */
    private record Parts(
            Process process,
            OutputReader output,
            OutputReader error,
            @Nullable InputWriter input) {}

    /** How and when the process ended. Immutable. */
    private record End(int exitValue, long nanos) {}

    CommandRun(Command command, RuntimeHooks hooks, CommandNews news, Runnable wake) {
        this.command = command;
        this.hooks = hooks;
        this.news = news;
        this.wake = wake;
        this.mark = new ProcessMark(hooks.randomLong());
        this.startedNanos = hooks.nanoTime();
    }

    /** Begins. */
    void start() {
        Thread _ = thread("wait", this::run);
    }

    private void run() {
        try {
            Process process = builder().start();
            attend(process);
            end = new End(process.waitFor(), hooks.nanoTime());
        } catch (Throwable thrown) {
            failed(thrown);
        }
    }

    /** What cannot be attended to must not run on. */
    private void failed(Throwable thrown) {
        Parts started = parts;
        if (started != null) {
            new ProcessTree(started.process().toHandle(), mark).kill();
        }
        startFailure = thrown;
    }

    private ProcessBuilder builder() throws IOException {
        var builder = new ProcessBuilder(command.words());
        Path directory = command.options().directory;
        if (directory != null) {
            if (!Files.isDirectory(directory)) {
                throw new IOException("there is no folder \"" + directory + "\" to run in");
            }
            builder.directory(directory.toFile());
        }
        Map<String, String> environment = builder.environment();
        if (command.options().environmentReplaced) {
            environment.clear();
        }
        environment.putAll(command.options().variables);
        mark.putInto(environment);
        return builder;
    }

    private void attend(Process process) {
        var source = command.options().input;
        var input =
                source == null ? null : new InputWriter(process.getOutputStream(), command.options().charset, source);
        var started = new Parts(
                process,
                new OutputReader(process.getInputStream(), command, hooks, news::output),
                new OutputReader(process.getErrorStream(), command, hooks, news::error),
                input);
        parts = started;
        if (released) { // behind the line above: release() looks the other way round
            new ProcessTree(process.toHandle(), mark).kill();
        }
        news.started(process.pid());
        readers = List.of(thread("output", started.output()::run), thread("error", started.error()::run));
        if (input == null) {
            InputWriter.closeQuietly(process.getOutputStream());
        } else {
            inputThread = thread("input", input::run);
        }
    }

    private Thread thread(String work, Runnable body) {
        return hooks.startThread(ThreadRole.BLOCKING, "spark-command-" + command.executable() + "-" + work, () -> {
            body.run();
            wake.run();
        });
    }

    /** When it began. */
    long startedNanos() {
        return startedNanos;
    }

    /** What kept it from running; null if nothing. */
    @Nullable
    Throwable startFailure() {
        return startFailure;
    }

    /** What the stream with its input threw; null if nothing. */
    @Nullable
    Throwable inputFailure() {
        Parts started = parts;
        return started == null || started.input() == null
                ? null
                : started.input().failure();
    }

    /** All that came from its process; null while that is being started. */
    @Nullable
    ProcessTree tree() {
        Parts started = parts;
        return started == null ? null : new ProcessTree(started.process().toHandle(), mark);
    }

    /** The exit value of its process; null while that runs. */
    @Nullable
    Integer exitValue() {
        End ended = end;
        return ended == null ? null : ended.exitValue();
    }

    /** Whether the process has ended and its outputs were read, as far as anybody still writes to them. If so, no more news come. */
    boolean completes() {
        return isComplete() && news.closeIfSilent();
    }

    private boolean isComplete() {
        End ended = end;
        Parts started = parts;
        if (ended == null || started == null) {
            return false;
        }
        long patience = hooks.nanoTime() - OPEN_OUTPUT_NANOS;
        boolean isLate = ended.nanos() - patience <= 0;
        return isComplete(started.output(), isLate, patience) && isComplete(started.error(), isLate, patience);
    }

    private static boolean isComplete(OutputReader reader, boolean isLate, long patience) {
        return reader.hasEnded() || (isLate && reader.waitsSince(patience));
    }

    /** Lets no more news out, so that its outputs are read to their end however slow the receivers of the news are. */
    void endNews() {
        news.close();
        readers.forEach(Thread::interrupt); // who waits for a receiver waits no more; a read goes on
    }

    /** Its result is known: no more news come. What may still be under way is ended: a start that hangs, a user's stream that gives no more input. */
    void release() {
        released = true;
        endNews();
        Thread writer = inputThread;
        if (writer != null) {
            writer.interrupt();
        }
        if (parts == null && startFailure == null) {
            LOG.log(Level.WARNING, () -> "the start of " + command + " hangs; if it succeeds, its process is killed");
        }
    }

    /** What it wrote to its standard output up to now. */
    CapturedOutput output() {
        Parts started = parts;
        return started == null ? CapturedOutput.none() : started.output().captured();
    }

    /** What it wrote to its standard error up to now. */
    CapturedOutput error() {
        Parts started = parts;
        return started == null ? CapturedOutput.none() : started.error().captured();
    }
}
