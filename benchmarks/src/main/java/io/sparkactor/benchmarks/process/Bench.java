package io.sparkactor.benchmarks.process;

import io.sparkactor.Request;

/** What the worker of these benchmarks is asked. */
public sealed interface Bench {

    /** Brings its bytes back. */
    record Echo(byte[] bytes) implements Bench, Request<Bench, byte[]> {}

    /** Computes for so long, as one core alone would take. */
    record Compute(int rounds) implements Bench, Request<Bench, Long> {}
}
