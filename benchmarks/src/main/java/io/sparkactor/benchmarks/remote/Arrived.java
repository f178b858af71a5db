package io.sparkactor.benchmarks.remote;

import java.util.Optional;

/** What the receiver has got, in which order: the same for all. Confined to the receiving actor. */
final class Arrived {

    private long next;
    private long end;
    private String fault = "";

    /** A round begins that ends before this number. */
    void begins(long endNumber) {
        end = endNumber;
    }

    /** An item has come. If the sender should hear of it, how far it is. */
    Optional<Ack> take(Item item) {
        if (item.number() != next && fault.isEmpty()) {
            fault = "item " + item.number() + " came where " + next + " was due";
        }
        next++;
        return next % Window.STEP == 0 || next == end ? Optional.of(new Ack(next, fault)) : Optional.empty();
    }

    /** How many have come in all. */
    long count() {
        return next;
    }
}
