package io.sparkactor;

/** How a {@link Connection} stands. Immutable. */
public enum ConnectionState {
    /** It is being made, for the first time or again. */
    CONNECTING,
    /** Both systems have agreed; messages flow. */
    CONNECTED,
    /** It was cut, or could not be made; it will be tried again. */
    DISCONNECTED,
    /** It was given up and will not be tried again. */
    CLOSED
}
