package io.sparkactor.troupe;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a troupe: who is there and who has no job. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Crew<M> {

    private final ActorContext<?> context;
    private final Timers timers;
    private final ActorSpec<M> spec;
    private final Map<ActorRef<?>, Worker<M>> all = new LinkedHashMap<>();
    private final Map<Integer, Worker<M>> byLane = new HashMap<>();

    /** Those without a job, the one that worked last first: the others get cold and are dismissed. Those that failed are last. */
    private final SequencedSet<Worker<M>> idle = new LinkedHashSet<>();

    Crew(ActorContext<?> context, Timers timers, ActorSpec<M> spec) {
        this.context = context;
        this.timers = timers;
        this.spec = spec;
    }

    int size() {
        return all.size();
    }

    int idleCount() {
        return idle.size();
    }

    @Nullable
    Worker<M> find(ActorRef<?> ref) {
        return all.get(ref);
    }

    /** Whether the worker of a number has a job. */
    boolean isBusy(int lane) {
        Worker<M> worker = byLane.get(lane);
        return worker != null && worker.run() != null;
    }

    /** Whether some worker has a job. */
    boolean isAnyBusy() {
        return all.size() > idle.size();
    }

    /** Takes a worker that has no job, one that is to be dismissed only if there is no other. Null if there is none. */
    @Nullable
    Worker<M> takeIdle(int lane) {
        Worker<M> found = lane == Worker.ANY ? anyIdle() : byLane.get(lane);
        if (found == null || !idle.remove(found)) {
            return null;
        }
        found.dismissBy(null);
        return found;
    }

    private @Nullable Worker<M> anyIdle() {
        return idle.isEmpty() ? null : idle.getFirst();
    }

    /** Whether a job for a number can begin at once. */
    boolean canBegin(int lane, int max) {
        Worker<M> own = byLane.get(lane);
        return hasRoom(lane, max) || (lane == Worker.ANY ? !idle.isEmpty() : own != null && own.run() == null);
    }

    /** Whether one more may be made for a number. */
    boolean hasRoom(int lane, int max) {
        return lane == Worker.ANY ? all.size() < max : !byLane.containsKey(lane);
    }

    /** Makes a worker. */
    Worker<M> create(int lane, Execution execution) {
        Worker<M> worker =
                new Worker<>(context.createActor(spec.execution(execution).stateless()), lane);
        all.put(worker.ref(), worker);
        if (lane != Worker.ANY) {
            byLane.put(lane, worker);
        }
        return worker;
    }

    private boolean isTooMany(Worker<M> worker, int max) {
        return worker.lane() == Worker.ANY ? all.size() > max : worker.lane() >= max;
    }

    /** It has no job; it is dismissed if there are more than {@code max}. */
    void rest(Worker<M> worker, int max) {
        if (isTooMany(worker, max)) {
            dismiss(worker);
        } else {
            idle.addFirst(worker);
        }
    }

    /** As {@link #rest}, but others get the next jobs before it: it has failed, and may wait for its restart. */
    void recover(Worker<M> worker, int max) {
        rest(worker, max);
        if (idle.remove(worker)) {
            idle.addLast(worker);
        }
    }

    /** Dismisses those without a job that are more than {@code max}, the coldest first. */
    void shrinkTo(int max) {
        for (Worker<M> worker : List.copyOf(idle.reversed())) {
            if (isTooMany(worker, max)) {
                dismiss(worker);
            }
        }
    }

    /** Of those without a job, lets so many stay that worked last, and dismisses the others after a while. */
    void keepSome(int count, Duration dismissAfter) {
        int left = count;
        for (Worker<M> worker : idle) {
            if (left > 0) {
                worker.dismissBy(null);
            } else if (!worker.isExtra()) {
                worker.dismissBy(timers.after(dismissAfter, () -> dismiss(worker)));
            }
            left--;
        }
    }

    private void dismiss(Worker<M> worker) {
        remove(worker);
        context.stop(worker.ref());
    }

    /** It is not one of the troupe any more; false if it was none. */
    boolean remove(Worker<M> worker) {
        worker.dismissBy(null);
        idle.remove(worker);
        byLane.remove(worker.lane(), worker);
        return all.remove(worker.ref()) != null;
    }
}
