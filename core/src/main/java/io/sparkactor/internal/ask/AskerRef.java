package io.sparkactor.internal.ask;

import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.BaseRef;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask: knows who is to reply, and in which other systems somebody may. Thread-safe.
 *
 * <p>More than one may have the message, as whoever has got it may forward it more than once: the first of their replies counts.
 */
public abstract class AskerRef extends BaseRef<Object> {

    /** Who is to reply; another than who was asked once the message was forwarded. */
    private volatile BaseRef<?> replier;

    /**
     * Where the message has gone beside the system of the replier, and null while that is nowhere but here, as for most asks. Immutable;
     * changed under the monitor, and before the replier is.
     */
    private volatile @Nullable Set<SystemId> otherSystems;

    /** Of an ask that somebody is asked. */
    protected AskerRef(BaseRef<?> target) {
        replier = target;
    }

    /** Who is to reply, as far as is known here. */
    public final BaseRef<?> replier() {
        return replier;
    }

    @Override
    public void askMovedTo(BaseRef<?> target) {
        BaseRef<?> before = replier;
        if (before.isRemote()) {
            addSystem(before.systemId());
        }
        if (target.isRemote()) {
            addSystem(target.systemId());
        }
        replier = target;
    }

    private synchronized void addSystem(SystemId system) {
        Set<SystemId> known = otherSystems;
        if (known == null) {
            otherSystems = Set.of(system);
        } else if (!known.contains(system)) {
            Set<SystemId> more = new HashSet<>(known);
            more.add(system);
            otherSystems = Set.copyOf(more);
        }
    }

    /** What comes from any system that the message has gone to counts, as it does where all are at home. */
    @Override
    public boolean hearsFrom(SystemId system) {
        BaseRef<?> now = replier;
        if (now.isRemote() && now.systemId().equals(system)) {
            return true;
        }
        Set<SystemId> known = otherSystems;
        return known != null && known.contains(system);
    }
}
