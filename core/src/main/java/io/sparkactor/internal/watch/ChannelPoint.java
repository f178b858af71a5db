package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A channel of which one direction is watched. See {@link WatchPoint} for its threads. */
final class ChannelPoint extends WatchPoint {

    private static final int READING = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private final ChannelWatcher watcher;
    private final ChannelEntry entry;
    private final int operations;

    ChannelPoint(Watch watch, int operations, ChannelEntry entry, ChannelWatcher watcher, Consumer<Signal> receiver) {
        super(watch, receiver);
        this.watcher = watcher;
        this.entry = entry;
        this.operations = operations;
    }

    /** The operations that make a channel readable; none if it is of a kind that cannot be. */
    static int reading(SelectableChannel channel) {
        return channel.validOps() & READING;
    }

    /** The operations that make a channel writable; none if it is of a kind that cannot be. A selector knows which one it waits for. */
    static int writing(SelectableChannel channel) {
        int connecting = channel instanceof SocketChannel ? SelectionKey.OP_CONNECT : 0;
        return channel.validOps() & (SelectionKey.OP_WRITE | connecting);
    }

    int operations() {
        return operations;
    }

    ChannelEntry entry() {
        return entry;
    }

    @Override
    protected void listen() {
        if (entry.listen(this)) {
            watcher.wake();
        } else {
            fail(new ClosedChannelException());
        }
    }

    @Override
    protected void release() {
        watcher.remove(this);
    }
}
