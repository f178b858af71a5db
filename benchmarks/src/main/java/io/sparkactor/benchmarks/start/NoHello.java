package io.sparkactor.benchmarks.start;

/** Replies to itself: what the JVM alone takes. Confined to the main thread. */
public final class NoHello {

    private NoHello() {}

    /** Runs; the argument is the time when the JVM was started. */
    public static void main(String[] args) {
        Hello.replied("Hello " + Hello.NAME, args);
    }
}
