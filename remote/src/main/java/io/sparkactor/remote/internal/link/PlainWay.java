package io.sparkactor.remote.internal.link;

import java.util.function.Consumer;

/** A {@link Link} with a system that has called us and shows nothing of who it is. Confined to the loop. */
public interface PlainWay extends Link {

    /**
     * Looks whether the other side lives.
     *
     * @param answer told once, soon; on the loop
     */
    void probe(Consumer<Boolean> answer);
}
