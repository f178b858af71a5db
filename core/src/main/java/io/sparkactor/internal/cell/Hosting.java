package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;

/** Where the instances of actors live; implemented by {@code internal.executor}, so that cells do not depend on it. Thread-safe. */
public interface Hosting {

    /**
     * Checks whether an actor can be made where its spec says.
     *
     * @throws io.sparkactor.InvalidActorSpecException if not
     */
    void check(ActorSpec<?> spec);

    /** Makes an instance of an actor, or the proxy of one that lives elsewhere, waiting for it; as the actor, on the calling thread. */
    <M> Actor<M> make(ActorCell<M> cell);

    /** The syndicate has closed. */
    void close();
}
