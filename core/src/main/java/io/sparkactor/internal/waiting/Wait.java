package io.sparkactor.internal.waiting;

import org.jspecify.annotations.Nullable;

/** A wait in the framework on behalf of an actor. Thread-safe. */
public interface Wait extends Started {

    /** The actor was told to stop: ends the wait, if it still lasts. */
    void stopRequested();

    /** What waits, for people: {@code ask(Query)}. */
    String call();

    /** Whose doing it waits for: the path of an actor, an inbox; null if nobody can be named. */
    @Nullable
    String whom();
}
