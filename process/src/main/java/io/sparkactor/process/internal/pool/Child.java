package io.sparkactor.process.internal.pool;

import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.process.internal.launch.Line;
import io.sparkactor.process.internal.wire.FrameReader;
import io.sparkactor.process.internal.wire.FrameWriter;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A child JVM that runs, as its syndicate sees it. Thread-safe, but for {@link #reader}, which belongs to whoever it is lent to. */
public final class Child {

    /** So long a killed process may take to be gone. */
    private static final long LAST_BREATH_MILLIS = 2_000;

    /** So long what it has printed may take to arrive. */
    private static final long LAST_WORDS_MILLIS = 300;

    /** So long a process that has closed its lines may take to end by itself. */
    private static final long EXIT_MILLIS = 300;

    /** So long may it take to obey the signal that asks it to end, as shutdown hooks run then. */
    private static final long TERMINATION = TimeUnit.MILLISECONDS.toNanos(200);

    private final Process process;
    private final ChildTerms terms;
    private final SocketChannel[] lines;
    private final LastWords words;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final AtomicReference<@Nullable String> killedFor = new AtomicReference<>();
    private volatile Supplier<String> user;
    private volatile @Nullable Overdue overdue;
    private long jobs;

    Child(Process process, ChildTerms terms, SocketChannel[] lines, LastWords words, Supplier<String> user) {
        this.process = process;
        this.terms = terms;
        this.lines = lines;
        this.words = words;
        this.user = user;
        this.reader = new FrameReader(lines[Line.TO_SYNDICATE.ordinal()]);
        this.writer = new FrameWriter(lines[Line.TO_CHILD.ordinal()]);
    }

    /** When a child is to be killed, and what is said of it then. */
    private record Overdue(long deadline, String why) {}

    /** What the child sends; for whoever it is lent to. */
    public FrameReader reader() {
        return reader;
    }

    /** Whether {@link #reader} waits for what comes; for whoever reads. */
    public void blocking(boolean blocks) throws IOException {
        lines[Line.TO_SYNDICATE.ordinal()].configureBlocking(blocks);
    }

    /** What it is sent. */
    public FrameWriter writer() {
        return writer;
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** The options that it was started with. */
    ChildTerms terms() {
        return terms;
    }

    SocketChannel pulseLine() {
        return lines[Line.PULSE.ordinal()];
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whom it works for; the pool's name while it waits for work. */
    String user() {
        return user.get();
    }

    /** Says whom it works for. */
    void use(Supplier<String> path) {
        overdue = null;
        user = path;
    }

    /** Counts a message that it gets; one thread at a time. */
    public void countJob() {
        jobs++;
    }

    long jobs() {
        return jobs;
    }

    /** Kills it at a moment, on the scale of the hooks, unless {@link #inTime} comes first. */
    public void killAt(long deadline, String why) {
        overdue = new Overdue(deadline, why);
    }

    /** What it was expected to do has been done. */
    public void inTime() {
        overdue = null;
    }

    /** Ends it if it is overdue: first it is asked to, then it is killed. */
    void look(long now) {
        Overdue current = overdue;
        if (current == null || now - current.deadline() < 0) {
            return;
        }
        if (process.isAlive() && killedFor.compareAndSet(null, current.why())) {
            overdue = new Overdue(now + TERMINATION, current.why());
            process.destroy();
        } else {
            overdue = null;
            process.destroyForcibly();
        }
    }

    /** Kills it. The first reason counts. Does not wait. */
    public void kill(String why) {
        killedFor.compareAndSet(null, why);
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Closes the lines, by which the child ends at once, and sees to it that it does. Does not wait. */
    void end() {
        killedFor.compareAndSet(null, "it is no longer needed");
        closeLines();
        process.destroyForcibly();
    }

    /** Closes the lines; who waits at one is woken. */
    public void closeLines() {
        for (SocketChannel line : lines) {
            try {
                line.close();
            } catch (IOException e) {
                process.destroyForcibly(); // that closes them as well
            }
        }
    }

    /** How it died. Called when its lines have closed; waits a little for the process to be gone. */
    public ProcessDiedException death() {
        boolean interrupted = false;
        try {
            if (!process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
                kill("it has closed its lines without ending");
            }
            boolean unused = process.waitFor(LAST_BREATH_MILLIS, TimeUnit.MILLISECONDS);
            words.awaitEnd(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        ProcessDiedException death = describe();
        closeLines();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return death;
    }

    private ProcessDiedException describe() {
        return Deaths.describe(
                "the process " + pid() + " of " + user(),
                pid(),
                process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue()),
                killedFor.get(),
                words);
    }

    /** What it has printed last, oldest first. */
    List<String> lastLines() {
        return words.lines();
    }
}
