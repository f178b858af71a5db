package io.sparkactor.remote.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each way. Thread-safe. */
final class Link {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int RECORDED_BYTES = 64 * 1024;

    private final Faults faults;
    private final Socket caller;
    private final Socket target;
    private final AtomicInteger pumps = new AtomicInteger(2);
    private final ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    private volatile boolean cut;

    /** Between these two; nothing passes before {@link #start}. */
    Link(Faults faults, Socket caller, Socket target) throws IOException {
        this.faults = faults;
        this.caller = caller;
        this.target = target;
        caller.setTcpNoDelay(true);
        target.setTcpNoDelay(true);
    }

    /** Begins to pass bytes on; {@code whenDone} is run once, when nothing is passed on any more. Called once. */
    void start(Runnable whenDone) {
        pump(Way.IN, caller, target, whenDone);
        pump(Way.OUT, target, caller, whenDone);
    }

    /** What sockets refuse when they are broken. */
    private interface SocketAction {
        void run() throws IOException;
    }

    boolean isCut() {
        return cut;
    }

    /** Ends it as a broken network does, with what is under way lost: by a reset, or as if the peer had closed. */
    void cut() {
        boolean reset = faults.coin();
        cut = true;
        for (Socket socket : new Socket[] {caller, target}) {
            quietly(() -> {
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            });
        }
        faults.wake();
    }

    private void pump(Way way, Socket from, Socket to, Runnable whenDone) {
        long cutAt = faults.takeCut(way);
        Thread.ofPlatform().daemon().name("fault-proxy-" + way).start(() -> {
            quietly(() -> pass(way, from.getInputStream(), to.getOutputStream(), cutAt));
            if (!faults.isSwallowing()) {
                quietly(to::shutdownOutput);
            }
            if (pumps.decrementAndGet() == 0) {
                quietly(caller::close);
                quietly(target::close);
                whenDone.run();
            }
        });
    }

    private void pass(Way way, InputStream from, OutputStream to, long cutAt) throws IOException {
        byte[] bytes = new byte[BUFFER_BYTES];
        long passed = 0;
        for (int there = from.read(bytes); there >= 0; there = from.read(bytes)) {
            int left = faults.spoil(way, bytes, there);
            record(way, bytes, left);
            int given = 0;
            while (given < left) {
                int piece = (int) Math.min(faults.piece(passed, left - given), cutAt - passed);
                if (piece == 0 || !mayPass(way)) {
                    cut();
                    return;
                }
                to.write(bytes, given, piece);
                given += piece;
                passed += piece;
            }
        }
    }

    private void record(Way way, byte[] bytes, int count) {
        if (way == Way.IN) {
            synchronized (recorded) {
                recorded.write(bytes, 0, Math.min(count, RECORDED_BYTES - recorded.size()));
            }
        }
    }

    /** The beginning of what has gone in. */
    byte[] recorded() {
        synchronized (recorded) {
            return recorded.toByteArray();
        }
    }

    /** Waits as the faults of the moment want; false if the proxy ends meanwhile. */
    private boolean mayPass(Way way) {
        try {
            faults.awaitFlow(way, this);
            Thread.sleep(faults.delay());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Does something to a socket that may be broken already; then there is nothing to do. */
    private static void quietly(SocketAction action) {
        try {
            action.run();
        } catch (IOException alreadyBroken) {
            // That is what a link is for.
        }
    }
}
