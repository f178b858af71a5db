package io.sparkactor.remote.internal.codec;

/** What is spoken with a peer. */
public enum Mode {
    /** It has never been met. */
    UNKNOWN,
    /** What the Python original speaks: envelopes in one direction, and no word about their arrival. */
    PLAIN,
    /** Sessions between Java systems. */
    SESSION
}
