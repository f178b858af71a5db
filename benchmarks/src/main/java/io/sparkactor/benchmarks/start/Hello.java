package io.sparkactor.benchmarks.start;

import io.sparkactor.benchmarks.measure.ChildJvm;

/** What the programs share. Uses next to nothing, so that what is loaded is the contender's. Stateless. */
final class Hello {

    /** Who is greeted. */
    static final String NAME = "World";

    private Hello() {}

    /**
     * Checks the reply, and prints how long it took since the JVM was started.
     *
     * @param args the arguments of the program: the wall-clock time at which its JVM was started, in milliseconds
     */
    static void replied(String reply, String[] args) {
        long now = System.currentTimeMillis();
        if (!reply.equals("Hello " + NAME)) {
            throw new IllegalStateException("the reply is " + reply);
        }
        ChildJvm.result(Long.toString(now - Long.parseLong(args[0])));
    }
}
