package io.sparkactor.process.internal.pool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether a child is alive: it is asked by a byte again and again, and a thread of its own answers there, whatever its actor does.
 * Confined to the thread that watches.
 *
 * <p>A child that is silent but uses processor time collects garbage, with all its threads halted: it gets more time.
 */
final class Pulse {

    /** So long may a child be silent that uses no processor time. */
    static final long SILENCE = TimeUnit.MILLISECONDS.toNanos(600);

    /** And so long one that does. */
    static final long BUSY_SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final SocketChannel channel;
    private final ProcessHandle process;
    private final ByteBuffer question = ByteBuffer.allocateDirect(1);
    private final ByteBuffer answers = ByteBuffer.allocateDirect(64);
    private long heardAt;
    private long usedTimeAt;
    private Duration usedTime = Duration.ZERO;

    Pulse(SocketChannel channel, ProcessHandle process, long now) throws IOException {
        this.channel = channel;
        this.process = process;
        this.heardAt = now;
        this.usedTimeAt = now;
        channel.configureBlocking(false);
    }

    /** The watch itself was kept from looking, so that silence means nothing. */
    void forgive(long now) {
        heardAt = now;
        usedTimeAt = now;
    }

    /**
     * Listens, and asks anew.
     *
     * @return in nanoseconds how long the child has been silent if that is too long, else 0
     * @throws IOException if it has closed the line, or is gone
     */
    long look(long now) throws IOException {
        answers.clear();
        int count = channel.read(answers);
        if (count < 0) {
            throw new IOException("the line is closed");
        }
        if (count > 0) {
            heardAt = now;
        }
        question.clear();
        channel.write(question); // a full buffer takes nothing, and then there are questions enough
        long silent = now - heardAt;
        if (silent < SILENCE / 2) {
            return 0;
        }
        boolean works = worksStill(now);
        return silent < SILENCE || silent < BUSY_SILENCE && works ? 0 : silent;
    }

    private boolean worksStill(long now) {
        Duration used = process.info().totalCpuDuration().orElse(usedTime);
        if (used.compareTo(usedTime) > 0) {
            usedTime = used;
            usedTimeAt = now;
        }
        return now - usedTimeAt < SILENCE / 2;
    }
}
