package io.sparkactor.remote.faults;

/** Which way bytes go through a {@link FaultProxy}. Immutable. */
public enum Way {
    /** From whoever dialled the proxy to the one behind it. */
    IN,
    /** From the one behind the proxy to whoever dialled it. */
    OUT
}
