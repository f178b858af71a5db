package io.sparkactor.remote.internal.link;

/** Who has a {@link Link}, and is told when it is gone. Called on the loop, once for each link that was not closed by its owner. */
public interface LinkOwner {

    /**
     * The connection is gone.
     *
     * @param why for people
     * @param over whether it is of no use to come back to the session that it carried, if it did
     */
    void lost(String why, boolean over);
}
