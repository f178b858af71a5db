package io.sparkactor.remote.internal.membership;

/** Makes lines to one place. Equal to one that leads to the same place. Thread-safe but for what says otherwise. */
public interface LineDialler {

    /** Where it leads, as it was given; for people. */
    String address();

    /**
     * Begins to make a line. On the loop; does not wait, and needs no deadline, as the listener has one.
     *
     * @param subProtocol what is offered to the other side
     */
    void dial(String subProtocol, LineListener listener);
}
