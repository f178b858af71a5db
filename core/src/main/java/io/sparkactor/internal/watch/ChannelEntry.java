package io.sparkactor.internal.watch;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A watched channel: its key, and who waits for what. Thread-safe: guarded by its monitor. */
final class ChannelEntry {

    private final SelectableChannel channel;

    /** Null until it is registered. */
    private @Nullable SelectionKey key;

    /** One for each direction at most. */
    private final List<ChannelPoint> points = new ArrayList<>(1);

    ChannelEntry(SelectableChannel channel) {
        this.channel = channel;
    }

    SelectableChannel channel() {
        return channel;
    }

    synchronized void add(ChannelPoint point) {
        points.add(point);
    }

    /** Removes a point; true if it was the last, and then the key is cancelled: the channel may be used in blocking mode at once. */
    synchronized boolean remove(ChannelPoint point) {
        points.remove(point);
        if (key != null) {
            if (points.isEmpty()) {
                key.cancel();
            } else if (key.isValid()) {
                key.interestOpsAnd(~point.operations());
            }
        }
        return points.isEmpty();
    }

    /** The points; a copy. */
    synchronized List<ChannelPoint> points() {
        return List.copyOf(points);
    }

    /**
     * Registers the channel, if it is not: for all its points, as none of them can have been told of anything.
     *
     * @return false if its last key was cancelled and the selector has not seen that yet: to be tried again when it has
     */
    synchronized boolean register(Selector selector) throws ClosedChannelException {
        if (key != null || points.isEmpty()) {
            return true;
        }
        int operations = points.stream().mapToInt(ChannelPoint::operations).reduce(0, (all, each) -> all | each);
        try {
            key = channel.register(selector, operations, this);
            return true;
        } catch (CancelledKeyException e) {
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            return false;
        }
    }

    /** Waits for what a point wants; false if the channel is closed. One that is not registered yet waits for it by itself then. */
    synchronized boolean listen(ChannelPoint point) {
        if (key == null) {
            return channel.isOpen();
        }
        try {
            key.interestOpsOr(point.operations());
            return true;
        } catch (CancelledKeyException e) {
            return false;
        }
    }

    /** Takes note of what is ready, and waits for that no more: a level that stays would come again and again. */
    synchronized void collectReady(SelectionKey selected, List<ChannelPoint> ready) {
        try {
            int operations = selected.readyOps();
            for (ChannelPoint point : points) {
                if ((point.operations() & operations) != 0) {
                    selected.interestOpsAnd(~point.operations()); // before it is told, as the answer may be to arm it
                    ready.add(point);
                }
            }
        } catch (CancelledKeyException e) {
            return; // closed just now, which the next sweep finds; or let go, and then nobody wants to know
        }
    }
}
