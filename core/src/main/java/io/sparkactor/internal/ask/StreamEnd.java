package io.sparkactor.internal.ask;

/** How a stream ended. Immutable. */
sealed interface StreamEnd {

    /** With its result. */
    record Result(Object value) implements StreamEnd {}

    /** Without. */
    record Failed(AskFailure failure) implements StreamEnd {}
}
