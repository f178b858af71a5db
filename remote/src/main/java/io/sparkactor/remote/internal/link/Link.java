package io.sparkactor.remote.internal.link;

/** A connection over which messages go out. Confined to the loop. */
public interface Link {

    /** Takes from the queue what can go now. */
    void pump();

    /**
     * Ends it, without a word to whoever owns it.
     *
     * @param reason said to the other side where it would understand
     */
    void close(String reason);

    /** Ends it without a word, as another connection goes on with what it carried. */
    default void replaced() {
        close("another connection has taken its place");
    }

    /** How many messages went out of which the other side has not said that it has them. */
    int unacknowledged();
}
