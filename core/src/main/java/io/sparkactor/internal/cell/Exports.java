package io.sparkactor.internal.cell;

import io.sparkactor.internal.ids.ReceiverIds;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who in this syndicate has been named to others by an id, so that what comes for the id finds its receiver. Thread-safe.
 *
 * <p>Empty unless the syndicate talks to other systems. A receiver is in it from the first time that somebody asks for its id until it
 * takes nothing any more: whoever ends says so first and takes itself out behind that, whoever adds looks behind the adding whether it
 * has ended; so none is left behind.
 */
public final class Exports {

    private final ConcurrentHashMap<UUID, BaseRef<?>> refs = new ConcurrentHashMap<>();
    private volatile boolean active;

    Exports() {}

    /** From now on ids are of use. Called before anybody can ask for one. */
    public void activate() {
        active = true;
    }

    /** Whether ids are of use. */
    public boolean isActive() {
        return active;
    }

    /** Somebody has asked for the id of a receiver. */
    void add(BaseRef<?> ref, UUID uuid) {
        if (!active || ref.isGone() || refs.putIfAbsent(uuid, ref) != null) {
            return;
        }
        if (ref.isGone()) {
            refs.remove(uuid, ref);
        }
    }

    /** A receiver takes nothing any more. */
    public void forget(BaseRef<?> ref) {
        if (active) {
            refs.remove(ref.uuid(), ref);
        }
    }

    /** Who has an id, null if nobody has. */
    public @Nullable BaseRef<?> find(String uuid) {
        UUID known = ReceiverIds.parse(uuid);
        return known == null ? null : refs.get(known);
    }

    /** How many there are. */
    int size() {
        return refs.size();
    }
}
