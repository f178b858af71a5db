package io.sparkactor.remote.internal.peer;

import io.sparkactor.SystemId;

/** What leads to a system and is closed, while the syndicate has not heard of that loss yet. */
interface Leaving {

    SystemId peer();

    /** Settles what there is of it, and tells the loss, unless that was done. On the loop. */
    void release();
}
