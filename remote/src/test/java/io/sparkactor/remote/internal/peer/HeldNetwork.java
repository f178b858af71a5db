package io.sparkactor.remote.internal.peer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.link.WholeFrames;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Connections in memory on which nothing moves until the test says so: one frame, or one end, at a time; or all by itself from then on.
 * Thread-safe.
 */
final class HeldNetwork {

    private final List<Line> lines = new ArrayList<>();
    private boolean flowing;
    private boolean unplugged;

    /** Makes connections from one system to another. */
    Dialler dialler(Switchboard from, Switchboard to) {
        return new Dialler() {
            @Override
            public String address() {
                return "held";
            }

            @Override
            public void dial(Attempt attempt) {
                var line = new Line(from, to);
                synchronized (HeldNetwork.this) {
                    if (unplugged) {
                        attempt.failed("it is unplugged");
                        return;
                    }
                    lines.add(line);
                }
                attempt.made(new WholeFrames(line.near));
            }
        };
    }

    /** Lets the next thing happen on the newest connection of a system on which something waits, if there is one. */
    synchronized void step(Switchboard from) {
        newest(from, line -> !line.held.isEmpty())
                .ifPresent(line -> Objects.requireNonNull(line.held.poll()).run());
    }

    /** Cuts the newest connection of a system, if there is one. */
    synchronized void cut(Switchboard from) {
        newest(from, _ -> true).ifPresent(Line::cut);
    }

    private Optional<Line> newest(Switchboard from, Predicate<Line> which) {
        return lines.reversed().stream()
                .filter(line -> line.from == from && which.test(line))
                .findFirst();
    }

    /** All that waits happens, and nothing waits any more. */
    synchronized void flow() {
        flowing = true;
        lines.forEach(line -> {
            line.held.forEach(Runnable::run);
            line.held.clear();
        });
    }

    /** Calls get through again. */
    synchronized void plug() {
        unplugged = false;
    }

    /** Cuts all connections, and no more are made: what a system says from now on is heard by nobody. */
    synchronized void unplug() {
        flowing = false;
        unplugged = true;
        lines.forEach(Line::cut);
    }

    /** How many connections are open at either end. */
    synchronized long open() {
        return lines.stream()
                .filter(line -> line.near.isOpen() || line.accepted && line.far.isOpen())
                .count();
    }

    /** Waits until systems have done what there was for them to do. */
    static void settle(Switchboard... systems) throws Exception {
        for (int round = 0; round < 2; round++) {
            for (Switchboard system : systems) {
                var done = new CompletableFuture<Boolean>();
                system.parts().loop().execute(() -> done.complete(true));
                done.get(5, TimeUnit.SECONDS);
            }
        }
    }

    private static void end(EmbeddedChannel channel) {
        Channels.close(channel);
        channel.runPendingTasks();
    }

    /** One connection. Its queue is guarded by the network; each end belongs to the loop of its side. */
    private final class Line {

        private final Switchboard from;
        private final Switchboard to;
        private final EmbeddedChannel near = new EmbeddedChannel();
        private final EmbeddedChannel far = new EmbeddedChannel();
        private final Queue<Runnable> held = new ArrayDeque<>();
        private volatile boolean accepted;

        Line(Switchboard from, Switchboard to) {
            this.from = from;
            this.to = to;
            Loop here = from.parts().loop();
            Loop there = to.parts().loop();
            near.pipeline().addLast(new Ferry(bytes -> happens(there, () -> reachesFar(bytes))));
            far.pipeline().addLast(new Ferry(bytes -> happens(here, () -> arrives(near, bytes))));
            Channels.whenClosed(near, () -> happens(there, () -> end(far)));
            Channels.whenClosed(far, () -> happens(here, () -> end(near)));
        }

        private void happens(Loop loop, Runnable what) {
            synchronized (HeldNetwork.this) {
                if (flowing) {
                    loop.execute(what);
                } else {
                    held.add(() -> loop.execute(what));
                }
            }
        }

        private void reachesFar(byte[] bytes) {
            if (!accepted && far.isOpen()) {
                accepted = true;
                to.acceptor().accept(new WholeFrames(far));
            }
            arrives(far, bytes);
        }

        private static void arrives(EmbeddedChannel channel, byte[] bytes) {
            if (channel.isOpen()) {
                channel.pipeline().fireChannelRead(bytes).fireChannelReadComplete();
            }
        }

        private void cut() {
            held.clear();
            from.parts().loop().execute(() -> end(near));
            to.parts().loop().execute(() -> end(far));
        }
    }

    /** Takes frames to the other end. */
    private static final class Ferry extends ChannelOutboundHandlerAdapter {

        private final Consumer<byte[]> carry;

        Ferry(Consumer<byte[]> carry) {
            this.carry = carry;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ByteBuf frame = (ByteBuf) message;
            byte[] bytes = ByteBufUtil.getBytes(frame);
            frame.release();
            if (bytes.length > 0) {
                carry.accept(bytes);
            }
            promise.setSuccess();
        }
    }
}
