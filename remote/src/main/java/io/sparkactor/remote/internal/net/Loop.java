package io.sparkactor.remote.internal.net;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * One thread that drives all sockets of one transport: Netty's event loop on a thread of the runtime. Thread-safe.
 *
 * <p>All that belongs to a connection or a peer is touched by this thread alone, so none of it needs a lock. One thread is enough: what
 * takes time, to encode a message, is done by the threads that send.
 */
public final class Loop {

    private final RuntimeHooks hooks;
    private final TimerService timers;
    private final EventLoop netty;
    private final Waiting waiting;
    private volatile boolean ended;

    /**
     * Makes a loop, whose thread starts with the first task.
     *
     * @param threadName the name of its thread
     */
    public Loop(RuntimeHooks hooks, TimerService timers, String threadName) {
        this.hooks = hooks;
        this.timers = timers;
        waiting = new Waiting(hooks);
        // Without a group around it: a group would report its end on a thread of Netty's own.
        Executor threads = body -> startThread(threadName, body);
        netty = new SingleThreadIoEventLoop(null, threads, NioIoHandler.newFactory());
    }

    private void startThread(String name, Runnable body) {
        hooks.startThread(ThreadRole.TRANSPORT, name, () -> {
            try {
                body.run();
            } finally {
                ended = true;
                waiting.changed();
            }
        });
    }

    /** Netty's view of it, to which channels are registered. */
    public EventLoop netty() {
        return netty;
    }

    /** Clock, threads and randomness. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** A timer that runs a task on this loop. */
    public LoopTimer timer(Runnable task) {
        return new LoopTimer(this, timers, task);
    }

    /** Whether the calling thread is the loop's. */
    public boolean isCurrent() {
        return netty.inEventLoop();
    }

    /**
     * Has a task run on the loop, behind those that were given before.
     *
     * @return false if the loop has ended, so that it will not run
     */
    public boolean execute(Runnable task) {
        try {
            netty.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * Closes all channels that are still open and ends the thread; tasks that were given before are run. Waits until it has ended.
     *
     * @param deadlineNanos how long to wait
     * @return whether the thread has ended
     */
    public boolean close(long deadlineNanos) {
        // On the loop: Netty closes the channels before it runs what is left, and last words would find none.
        // Nobody listens to the future: its end shows in startThread.
        execute(() -> {
            var unused = netty.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        });
        return waiting.until("to close a transport", () -> ended, deadlineNanos);
    }
}
