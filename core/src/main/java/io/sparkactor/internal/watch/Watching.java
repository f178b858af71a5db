package io.sparkactor.internal.watch;

import io.sparkactor.ActorRef;
import io.sparkactor.Signal;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.internal.events.Failures;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.file.FileSystems;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that the actors of a syndicate watch; its threads begin when they are first needed. Thread-safe. */
public final class Watching {

    private final RuntimeHooks hooks;
    private final String name;
    private final Claims claims = new Claims();
    private final ProcessWatcher processes;

    /** Guarded by this object, as are the next two. */
    private @Nullable ChannelWatcher channels;

    private @Nullable FileWatcher files;
    private boolean closed;

    /** Watches nothing yet. */
    public Watching(RuntimeHooks hooks, String name) {
        this.hooks = hooks;
        this.name = name;
        this.processes = new ProcessWatcher(hooks, name);
    }

    /**
     * Makes all of these an actor's, or none; those that everybody may watch are nobody's.
     *
     * @throws WatchException if one is another actor's
     */
    public void claim(ActorRef<?> owner, Collection<Watch> watches) {
        claims.take(owner, watches);
    }

    /** Makes what an actor watches no more nobody's. */
    public void giveBack(Collection<Watch> released, Collection<Watch> kept) {
        claims.giveBack(released, kept);
    }

    /**
     * Begins to watch, armed.
     *
     * @param owner whom to name where it fails
     * @param receiver gets the signals, on any thread
     * @throws WatchException if it cannot
     * @throws SyndicateClosedException after the close
     */
    public WatchPoint open(ActorRef<?> owner, Watch watch, Consumer<Signal> receiver) {
        checkOpen();
        try {
            return switch (watch) {
                case Watch.Readable(var channel) -> open(watch, channel, ChannelPoint.reading(channel), receiver);
                case Watch.Writable(var channel) -> open(watch, channel, ChannelPoint.writing(channel), receiver);
                case Watch.ProcessExit exit -> new ExitPoint(exit, processes, receiver);
                case Watch.ProcessOutput output -> {
                    OutputPoint point = new OutputPoint(output, processes, receiver);
                    point.listen();
                    yield point;
                }
                case Watch.FileChange change -> open(change, receiver);
            };
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            checkOpen(); // which may be what it is about
            throw new WatchException(owner.path() + " cannot watch " + watch + ": " + Failures.text(e), e);
        }
    }

    private WatchPoint open(Watch watch, SelectableChannel channel, int operations, Consumer<Signal> receiver)
            throws IOException {
        if (!channel.isOpen()) {
            throw new IOException("the channel is closed");
        }
        if (channel.isBlocking()) {
            throw new IOException("the channel is in blocking mode; call configureBlocking(false) before");
        }
        if (operations == 0) {
            throw new IOException("a channel of this kind is never ready for that");
        }
        return channels().open(watch, channel, operations, receiver);
    }

    private WatchPoint open(Watch.FileChange watch, Consumer<Signal> receiver) throws IOException {
        if (watch.path().getFileSystem() != FileSystems.getDefault()) {
            throw new IOException("only files of the default file system can be watched");
        }
        return files().open(watch, receiver);
    }

    private ChannelWatcher channels() throws IOException {
        ChannelWatcher made;
        synchronized (this) {
            checkOpen();
            if (channels != null) {
                return channels;
            }
            made = new ChannelWatcher(hooks);
            channels = made;
        }
        start("spark-channels-", made, made::close);
        return made;
    }

    private FileWatcher files() throws IOException {
        FileWatcher made;
        synchronized (this) {
            checkOpen();
            if (files != null) {
                return files;
            }
            made = new FileWatcher();
            files = made;
        }
        start("spark-files-", made, made::close);
        return made;
    }

    private void start(String prefix, Runnable body, Runnable undo) {
        try {
            hooks.startThread(ThreadRole.WATCHER, prefix + name, body);
        } catch (RuntimeException | Error e) {
            undo.run();
            synchronized (this) {
                channels = body == channels ? null : channels;
                files = body == files ? null : files;
            }
            throw e;
        }
    }

    private synchronized void checkOpen() {
        if (closed) {
            throw new SyndicateClosedException("the syndicate " + name + " is closed, so it watches nothing");
        }
    }

    /** Ends the threads. Idempotent. */
    public void close() {
        ChannelWatcher channelsThen;
        FileWatcher filesThen;
        synchronized (this) {
            closed = true;
            channelsThen = channels;
            filesThen = files;
        }
        processes.close();
        if (channelsThen != null) {
            channelsThen.close();
        }
        if (filesThen != null) {
            filesThen.close();
        }
    }
}
