package io.sparkactor.benchmarks.remote;

/**
 * The receiver says how far it is. Immutable.
 *
 * @param upTo it has got all items before this number, each once and in their order
 * @param fault what went wrong; empty if nothing did
 */
public record Ack(long upTo, String fault) {}
