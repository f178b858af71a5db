package io.sparkactor.process.internal.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the pulse, and halts the JVM when the syndicate is gone, whatever the actor does meanwhile: no child outlives its parent. Runs
 * on a thread of its own.
 */
final class Guard implements Runnable {

    /** So often, in milliseconds, it looks whether its parent is gone: the lines of a parent that ends close a little before. */
    private static final int LOOK_MILLIS = 10;

    private static final int LOOKS = 10;

    private final SocketChannel pulse;
    private final @Nullable Path folder;
    private final Optional<ProcessHandle> parent = ProcessHandle.current().parent();

    private Guard(SocketChannel pulse, @Nullable Path folder) {
        this.pulse = pulse;
        this.folder = folder;
    }

    /**
     * Starts it.
     *
     * @param folder held the socket; removed if it is empty when the JVM of the syndicate has ended without doing so
     */
    static void start(SocketChannel pulse, @Nullable Path folder) {
        Thread thread = new Thread(new Guard(pulse, folder), "spark-guard");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    @Override
    public void run() {
        try {
            ByteBuffer beats = ByteBuffer.allocateDirect(64);
            while (pulse.read(beats) >= 0) {
                beats.flip();
                while (beats.hasRemaining()) {
                    pulse.write(beats);
                }
                beats.clear();
            }
        } catch (IOException e) {
            // gone as well
        } finally {
            leave();
        }
    }

    /** Whether this process has another parent now, or none: a parent that lives needs its folder, and deletes it itself. */
    private boolean hasLostParent() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (!ProcessHandle.current().parent().equals(parent)) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }

    private void leave() {
        try {
            if (folder != null && hasLostParent()) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            // others use it still
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }
}
