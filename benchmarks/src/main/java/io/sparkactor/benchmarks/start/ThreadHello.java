package io.sparkactor.benchmarks.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;

/** Asks a virtual thread for a greeting. Confined to the main thread. */
public final class ThreadHello {

    private ThreadHello() {}

    record Greet(String name, CompletableFuture<String> reply) {}

    /** Runs; the argument is the time when the JVM was started. */
    public static void main(String[] args) throws Exception {
        LinkedTransferQueue<Greet> mailbox = new LinkedTransferQueue<>();
        Thread.startVirtualThread(() -> greet(mailbox));
        Greet greet = new Greet(Hello.NAME, new CompletableFuture<>());
        mailbox.add(greet);
        Hello.replied(greet.reply().get(), args);
    }

    private static void greet(LinkedTransferQueue<Greet> mailbox) {
        try {
            Greet greet = mailbox.take();
            greet.reply().complete("Hello " + greet.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
