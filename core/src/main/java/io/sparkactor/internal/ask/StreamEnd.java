package io.sparkactor.internal.ask;

/** How a stream ended. Immutable. */
public sealed interface StreamEnd {

    /** With its result. */
    record Result(Object value) implements StreamEnd {}

    /** Without. */
    record Failed(AskFailure failure) implements StreamEnd {}

    /** As its reader in another system is told. */
    record ToldAfar() implements StreamEnd {}
}
