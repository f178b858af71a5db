package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the channels of a syndicate, all on one thread, which {@link #run} is for. Everything else may be called by any thread, for
 * one channel by one at a time.
 */
final class ChannelWatcher implements Runnable {

    private static final Logger LOG = System.getLogger("io.sparkactor.Watch");

    /** How often it looks whether a channel was closed, which no selector tells, and which only a selector makes final. */
    private static final long SWEEP_MILLIS = 100;

    private final RuntimeHooks hooks;
    private final Selector selector;

    /** All watched channels. Guarded by itself. */
    private final Map<SelectableChannel, ChannelEntry> entries = new IdentityHashMap<>();

    /** Those to be registered when the selector has let go of their last key. */
    private final Queue<ChannelEntry> late = new ConcurrentLinkedQueue<>();

    /** Confined to the thread. */
    private long lastSweep;

    /** Why the thread has ended before its time; null while it has not. */
    private volatile @Nullable Throwable failure;

    ChannelWatcher(RuntimeHooks hooks) throws IOException {
        this.hooks = hooks;
        this.selector = Selector.open();
    }

    /**
     * Begins to watch a channel that nobody else watches.
     *
     * @throws IOException if it is closed
     * @throws RuntimeException if it is in blocking mode, or of no kind that this selector knows
     */
    WatchPoint open(Watch watch, SelectableChannel channel, int operations, Consumer<Signal> receiver)
            throws IOException {
        ChannelEntry entry;
        synchronized (entries) {
            entry = entries.computeIfAbsent(channel, ChannelEntry::new);
        }
        ChannelPoint point = new ChannelPoint(watch, operations, entry, this, receiver);
        entry.add(point);
        try {
            if (!entry.register(selector)) {
                late.add(entry);
            }
            if (!entry.listen(point)) {
                throw new ClosedChannelException();
            }
            if (failure != null) {
                throw new IOException("the thread that watches channels has ended", failure);
            }
        } catch (IOException | RuntimeException e) {
            point.close();
            throw e;
        }
        wake();
        return point;
    }

    void remove(ChannelPoint point) {
        ChannelEntry entry = point.entry();
        if (entry.remove(point)) {
            synchronized (entries) {
                entries.remove(entry.channel());
            }
            wake(); // a closed channel is really closed when its key has gone
        }
    }

    void wake() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                select();
            }
        } catch (ClosedSelectorException e) {
            return; // the syndicate has closed
        } catch (Throwable thrown) {
            failure = thrown;
            LOG.log(Level.ERROR, "channels cannot be watched any more; their actors get WatchFailed", thrown);
            failAll(watched(), new IOException("the thread that watches channels has ended", thrown));
        }
    }

    private void select() throws IOException {
        List<ChannelPoint> ready = new ArrayList<>();
        selector.select(key -> collectReady(key, ready), timeout());
        registerLate();
        ready.forEach(WatchPoint::fire); // not within: the selector's locks are held there
        long now = hooks.nanoTime();
        if (now - lastSweep >= TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) {
            lastSweep = now;
            List<ChannelEntry> closed = watched();
            closed.removeIf(entry -> entry.channel().isOpen());
            failAll(closed, new ClosedChannelException());
        }
    }

    private static void collectReady(SelectionKey key, List<ChannelPoint> ready) {
        if (key.attachment() instanceof ChannelEntry entry) {
            entry.collectReady(key, ready);
        }
    }

    /** Zero, for ever, if nothing is watched. */
    private long timeout() {
        synchronized (entries) {
            return entries.isEmpty() ? 0 : SWEEP_MILLIS;
        }
    }

    private void registerLate() {
        for (int left = late.size(); left > 0; left--) {
            ChannelEntry entry = late.remove();
            try {
                if (!entry.register(selector)) {
                    late.add(entry);
                }
            } catch (ClosedSelectorException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                failAll(List.of(entry), e);
            }
        }
    }

    private static void failAll(List<ChannelEntry> entries, Exception cause) {
        entries.forEach(entry -> entry.points().forEach(point -> point.fail(cause)));
    }

    private List<ChannelEntry> watched() {
        synchronized (entries) {
            return new ArrayList<>(entries.values());
        }
    }

    /** Lets the thread end. */
    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the selector of a closed syndicate could not be closed", e);
        }
    }
}
