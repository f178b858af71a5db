package io.sparkactor.remote.faults;

import io.sparkactor.StreamRequest;

/** Asks for numbers from 0 without an end. */
public record Endless() implements StreamRequest<Object, Integer, String> {}
