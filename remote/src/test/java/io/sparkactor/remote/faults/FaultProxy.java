package io.sparkactor.remote.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback that does harm: it cuts, delays, chops, stalls, swallows, disturbs and refuses, as it is told and by a seed. Thread-safe.
 *
 * <p>It begins as a proxy that does none. What it is told holds for all connections, those that are there too, until it is told
 * otherwise. A seed fixes what is drawn, not when the operating system lets whom run.
 */
public final class FaultProxy implements AutoCloseable {

    private final Faults faults;
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicReference<@Nullable Link> first = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile InetSocketAddress target;
    private volatile boolean refusing;

    /** A proxy in front of an address, on a free port. */
    public static FaultProxy before(InetSocketAddress target, long seed) {
        try {
            return new FaultProxy(target, seed);
        } catch (IOException e) {
            throw new UncheckedIOException("the fault proxy cannot listen on loopback", e);
        }
    }

    private FaultProxy(InetSocketAddress target, long seed) throws IOException {
        this.target = target;
        this.faults = new Faults(new SplittableRandom(seed));
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fault-proxy").start(this::accept);
    }

    /** Whom to dial in place of the target. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Leads new connections to another address. */
    public FaultProxy target(InetSocketAddress address) {
        target = address;
        return this;
    }

    /** Waits so long before it passes on each piece. */
    public FaultProxy delay(Duration beforeEachPiece) {
        faults.delay(beforeEachPiece);
        return this;
    }

    /** Writes pieces of 1 to {@code bytes} bytes, each drawn. */
    public FaultProxy chop(int bytes) {
        faults.longestPiece(bytes);
        return this;
    }

    /** Ends a piece at this offset from the start of each connection, either way. */
    public FaultProxy splitAt(long offset) {
        faults.splitAt(offset);
        return this;
    }

    /** Cuts the next connection, and only that one, in front of the byte at this offset. */
    public FaultProxy cutNextAt(Way way, long offset) {
        faults.cutNextAt(way, offset);
        return this;
    }

    /** Takes no bytes any more from those who send that way, so that their buffers fill. */
    public FaultProxy stall(Way way) {
        faults.stall(way);
        return this;
    }

    /** Ends {@link #stall}. */
    public FaultProxy flow(Way way) {
        faults.flow(way);
        return this;
    }

    /** Passes nothing on, not even that a side has closed, as when a cable is out; then lets pass again what comes later. */
    public FaultProxy swallow(boolean on) {
        faults.swallow(on);
        return this;
    }

    /** How many bytes it has swallowed. */
    public long swallowed() {
        return faults.swallowed();
    }

    /** Changes a bit of the last byte of what comes next that way. */
    public FaultProxy disturb(Way way) {
        faults.disturb(way);
        return this;
    }

    /** The first 64 KiB that went in over the first connection. */
    public byte[] recorded() {
        Link link = first.get();
        return link == null ? new byte[0] : link.recorded();
    }

    /** Ends new connections at once, or lets them be again. */
    public FaultProxy refuse(boolean on) {
        refusing = on;
        return this;
    }

    /** Cuts all connections; what is under way is lost. */
    public void cut() {
        links.forEach(link -> {
            cuts.incrementAndGet();
            link.cut();
        });
    }

    /** Cuts all connections again and again, with a pause between these two, until it is closed. */
    public FaultProxy cutEvery(Duration least, Duration most) {
        Thread.ofPlatform().daemon().name("fault-proxy-cuts").start(() -> {
            while (!isClosedWithin(faults.between(least, most))) {
                cut();
            }
        });
        return this;
    }

    /** How many connections it has led on. */
    public int connections() {
        return connections.get();
    }

    /** How many connections {@link #cut} has ended. */
    public int cuts() {
        return cuts.get();
    }

    /** Cuts what is there and listens no more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the fault proxy cannot be closed", e);
        }
        links.forEach(Link::cut);
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                lead(server.accept());
            } catch (IOException brokenOrClosed) {
                // The caller has gone, or the proxy is closed; the loop asks.
            }
        }
    }

    private void lead(Socket caller) throws IOException {
        if (refusing) {
            caller.setSoLinger(true, 0);
            caller.close();
            return;
        }
        Socket onward = new Socket();
        try {
            onward.connect(target);
        } catch (IOException targetIsNotThere) {
            caller.close();
            onward.close();
            return;
        }
        Link link = new Link(faults, caller, onward);
        connections.incrementAndGet();
        first.compareAndSet(null, link);
        links.add(link);
        link.start(() -> links.remove(link));
        // Closed meanwhile, it may have been overlooked.
        if (server.isClosed()) {
            link.cut();
        }
    }
}
