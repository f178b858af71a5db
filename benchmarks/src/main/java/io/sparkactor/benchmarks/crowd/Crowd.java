package io.sparkactor.benchmarks.crowd;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Contender;

/** Actors, one or a million, that pass tokens on: an operation is one message. Driven by one thread. */
interface Crowd extends Contender {

    /** Creates the actors; the place for their refs is there already. */
    void create();

    /** Sends each of the actors one message. */
    void greet(Finish finish);

    @Override
    default long parties(long operations) {
        return Walk.TOKENS;
    }
}
