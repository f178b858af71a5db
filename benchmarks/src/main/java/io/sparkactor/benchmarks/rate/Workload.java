package io.sparkactor.benchmarks.rate;

/** What is measured. Immutable. */
public enum Workload {
    /** Two actors, one ball: an operation is a round trip, which is two messages. */
    PING_PONG("ping-pong, round trip", 2, 2_000_000),
    /** {@value #RING_SIZE} actors in a circle, one token: an operation is a hop, which is one message. */
    RING("thread ring, hop", 1, 4_000_000),
    /** {@value #SENDERS} actors send to one, each at most {@value #WINDOW} messages ahead: an operation is one message. */
    FAN_IN("fan-in 8 → 1, message", 1, 8_000_000);

    /** How many actors are in the ring. */
    static final int RING_SIZE = 503;

    /** How many actors send in the fan-in. */
    static final int SENDERS = 8;

    /** How many messages a sender of the fan-in sends before it waits for the word to go on. */
    static final int WINDOW = 1000;

    private final String text;
    private final int messages;
    private final long operations;

    Workload(String text, int messages, long operations) {
        this.text = text;
        this.messages = messages;
        this.operations = operations;
    }

    /** The workload and its operation in words. */
    public String text() {
        return text;
    }

    /** How many messages an operation is. */
    public int messages() {
        return messages;
    }

    /** How many operations an iteration has. */
    public long operations() {
        return operations;
    }
}
