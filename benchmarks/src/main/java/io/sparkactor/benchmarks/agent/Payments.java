package io.sparkactor.benchmarks.agent;

import io.sparkactor.agent.tool.Tool;
import java.util.BitSet;

/** Payments that must not be made twice. Thread-safe. */
public final class Payments {

    /** Guarded by this object, as is the count. */
    private final BitSet made = new BitSet();

    private int twice;

    Payments() {}

    /** Makes one. */
    @Tool("Makes a payment")
    public synchronized String pay(int payment) {
        if (made.get(payment)) {
            twice++;
        }
        made.set(payment);
        return "paid";
    }

    /** How many were made again. */
    synchronized int twice() {
        return twice;
    }

    /** How many were made. */
    synchronized int made() {
        return made.cardinality();
    }
}
