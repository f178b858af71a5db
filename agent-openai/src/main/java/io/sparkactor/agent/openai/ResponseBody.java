package io.sparkactor.agent.openai;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP response as it comes, until a deadline. For one reader; {@link #close} may be called by any thread and ends the
 * connection and the reader's wait at once. So does an interrupt of the reader.
 *
 * <p>Unlike the JDK's own stream it gives all that had come before the connection broke. It asks for more only when that is read.
 */
final class ResponseBody extends InputStream implements BodySubscriber<InputStream> {

    /** What the connection says. */
    private sealed interface Signal {

        record Data(List<ByteBuffer> buffers) implements Signal {}

        record Broken(Throwable cause) implements Signal {}

        record End() implements Signal {}
    }

    private static final int END = -1;

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final long deadline;
    private volatile boolean closed;
    private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;

    /** A body that must be whole when {@link System#nanoTime} says {@code deadline}. */
    ResponseBody(long deadline) {
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        return fill() ? current.get() & 0xFF : END;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return END;
        }
        int read = Math.min(length, current.remaining());
        current.get(bytes, offset, read);
        return read;
    }

    @Override
    public void close() {
        closed = true;
        var _ = subscription.thenAccept(Subscription::cancel);
        signals.add(new Signal.Broken(new IOException("closed")));
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription made) {
        made.request(1);
        subscription.complete(made);
    }

    @Override
    public void onNext(List<ByteBuffer> come) {
        signals.add(new Signal.Data(come));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Signal.Broken(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    /** Waits until there is a byte to read; false at the end. */
    private boolean fill() throws IOException {
        while (!current.hasRemaining()) {
            if (ended) {
                return false;
            }
            if (buffers.hasNext()) {
                current = buffers.next();
            } else {
                take();
            }
        }
        return true;
    }

    private void take() throws IOException {
        switch (next()) {
            case null -> {
                close();
                throw new HttpTimeoutException("the answer was not whole in time");
            }
            case Signal.Data(List<ByteBuffer> come) -> {
                buffers = come.iterator();
                var _ = subscription.thenAccept(made -> made.request(1));
            }
            case Signal.End() -> ended = true;
            case Signal.Broken(Throwable cause) -> {
                close();
                throw new IOException("the connection broke", cause);
            }
        }
    }

    private @Nullable Signal next() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        try {
            return signals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
