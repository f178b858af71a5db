package io.sparkactor;

/** Which of the children of a parent restart when one of them does; see {@link Supervision#scope(RestartScope)}. */
public enum RestartScope {
    /** The one that failed. */
    ONE_FOR_ONE,
    /** All of them. */
    ONE_FOR_ALL,
    /** The one that failed, and those that were created after it. */
    REST_FOR_ONE
}
