package io.sparkactor.benchmarks.runaway;

import io.sparkactor.benchmarks.measure.Figure;
import java.util.List;

/** Something that feels what runaways do to others. Works, unmeasured, from its creation on. Driven by one thread. */
interface Probe {

    /** Rests until {@link #measure}; only some can. */
    default void rest() {}

    /** What happens from now on counts. */
    void measure();

    /** Starts nothing more. */
    void end();

    /** Whether nothing is under way; after the end. */
    boolean isDone();

    /** What it has felt; some time after the end, so that what was late could arrive. */
    List<Figure> figures();
}
