package io.sparkactor.internal.cell;

import io.sparkactor.RestartScope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Siblings that restart together: none begins anew before all have ended their old instances, so that nothing new ever meets
 * something old. Thread-safe.
 *
 * <p>Each member arrives once: the one that failed when its back-off is over, the others when their old instances have ended, or when
 * they have stopped instead.
 */
final class RestartGroup {

    private final List<ActorCell<?>> members;
    private final AtomicInteger missing;

    private RestartGroup(List<ActorCell<?>> members) {
        this.members = members;
        this.missing = new AtomicInteger(members.size());
    }

    /** The group of an actor that failed; itself is a member. */
    static RestartGroup of(ActorCell<?> failed, ActorCell<?> parent, RestartScope scope) {
        List<ActorCell<?>> members = new ArrayList<>();
        for (ActorCell<?> sibling : ChildList.copy(parent)) {
            boolean isMeant = scope == RestartScope.ONE_FOR_ALL || sibling.serial() >= failed.serial();
            // One that is being started may wait for the failed one on this very occasion, and knows nothing old yet.
            if (sibling == failed || isMeant && !sibling.isStarting()) {
                members.add(sibling);
            }
        }
        return new RestartGroup(List.copyOf(members));
    }

    /** Tells all members but the failed one to join. */
    void call(ActorCell<?> failed, Throwable cause) {
        for (ActorCell<?> member : members) {
            if (member != failed) {
                member.command(new Command.Restart(this, cause));
            }
        }
    }

    /** Says that a member is ready; the last one wakes the others. */
    void arrive() {
        if (missing.decrementAndGet() == 0) {
            members.forEach(member -> member.command(Command.LOOK));
        }
    }

    boolean isComplete() {
        return missing.get() <= 0;
    }
}
