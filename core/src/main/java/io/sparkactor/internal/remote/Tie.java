package io.sparkactor.internal.remote;

import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.ActorCell;

/**
 * An actor of this system and one of another, of which one wants to know of the other's end. Immutable.
 *
 * @param near the one here
 * @param far the one there
 */
record Tie(ActorCell<?> near, RemoteRef<?> far) {

    /** The system of the one there. */
    SystemId system() {
        return far.id().systemId();
    }

    /** The uuid of the one here. */
    String nearId() {
        return near.id().uuid();
    }

    /** The uuid of the one there. */
    String farId() {
        return far.id().uuid();
    }
}
