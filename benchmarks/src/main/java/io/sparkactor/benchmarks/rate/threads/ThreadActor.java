package io.sparkactor.benchmarks.rate.threads;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;

/**
 * An actor as one writes it with the JDK alone: a virtual thread that takes from a queue of its own, of the kind that is fastest with
 * virtual threads. Its state belongs to that thread; {@link #tell} and {@link #end} are for any thread.
 *
 * @param <M> the type of messages
 */
abstract class ThreadActor<M> {

    private final BlockingQueue<M> mailbox = new LinkedTransferQueue<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);

    /** Starts an actor that is complete. */
    static <A extends ThreadActor<?>> A started(A actor) {
        ThreadActor<?> some = actor;
        some.thread.start();
        return actor;
    }

    /** Puts a message into the queue. */
    final void tell(M message) {
        mailbox.add(message);
    }

    /** Handles a message, on the actor's thread. */
    protected abstract void process(M message) throws InterruptedException;

    /** Whether nothing is in the queue. */
    final boolean isIdle() {
        return mailbox.isEmpty();
    }

    /** Ends the actor. */
    final void end() {
        thread.interrupt();
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
