package io.sparkactor.benchmarks.rate.threads;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import org.jspecify.annotations.Nullable;

/**
 * An actor as one writes it with the JDK alone: a virtual thread that takes from a queue of its own, of the kind that is fastest with
 * virtual threads. Its state belongs to that thread; {@link #tell} is for any thread.
 *
 * @param <M> the type of messages
 */
public abstract class ThreadActor<M> {

    private final BlockingQueue<M> mailbox = new LinkedTransferQueue<>();
    private @Nullable Thread thread;

    /** Starts an actor that is complete. */
    public static <A extends ThreadActor<?>> A started(A actor) {
        ThreadActor<?> some = actor;
        some.thread = Thread.startVirtualThread(some::run);
        return actor;
    }

    /** Puts a message into the queue. */
    public final void tell(M message) {
        mailbox.add(message);
    }

    /** Handles a message, on the actor's thread. */
    protected abstract void process(M message) throws InterruptedException;

    /** Whether nothing is in the queue. */
    public final boolean isIdle() {
        return mailbox.isEmpty();
    }

    /** Ends the actor; for the thread that started it. */
    public final void end() {
        Objects.requireNonNull(thread).interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                process(mailbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the word to end
        }
    }
}
