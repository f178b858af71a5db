package io.sparkactor.internal.cell;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.WatchFailed;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.internal.watch.WatchPoint;
import io.sparkactor.internal.watch.Watching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the present instance of an actor watches. Confined to the turn. */
final class CellWatches {

    private final ActorCell<?> cell;
    private final Map<Watch, WatchPoint> points = new LinkedHashMap<>();

    CellWatches(ActorCell<?> cell) {
        this.cell = cell;
    }

    /** Watches these and nothing else; if one cannot be watched, all stays as it was. */
    void replace(Watch... watches) {
        Set<Watch> wanted = LinkedHashSet.newLinkedHashSet(watches.length);
        for (Watch watch : watches) {
            wanted.add(Objects.requireNonNull(watch, "one of the watches"));
        }
        StackReserve.checkLarge(); // half of this would leave channels watched for nobody
        Set<Watch> added = new LinkedHashSet<>(wanted);
        added.removeAll(points.keySet());
        List<WatchPoint> opened = openAll(added);
        Set<Watch> removed = new LinkedHashSet<>(points.keySet());
        removed.removeAll(wanted);
        closeAll(removed);
        points.values().forEach(WatchPoint::rearm);
        opened.forEach(point -> points.put(point.watch(), point));
    }

    private List<WatchPoint> openAll(Set<Watch> added) {
        Watching watching = cell.core().watching();
        watching.claim(cell, added);
        List<WatchPoint> opened = new ArrayList<>(added.size());
        try {
            for (Watch watch : added) {
                opened.add(watching.open(cell, watch, cell::enqueueSignal));
            }
        } catch (RuntimeException | Error e) {
            opened.forEach(WatchPoint::close);
            watching.giveBack(added, points.keySet());
            throw e;
        }
        return opened;
    }

    private void closeAll(Set<Watch> watches) {
        for (Watch watch : watches) {
            Objects.requireNonNull(points.remove(watch)).close();
        }
        cell.core().watching().giveBack(watches, points.keySet());
    }

    /** Ends all of them. */
    void closeAll() {
        closeAll(new LinkedHashSet<>(points.keySet()));
    }

    void rearm(Watch watch) {
        WatchPoint point = points.get(Objects.requireNonNull(watch, "watch"));
        if (point == null) {
            throw new WatchException(
                    cell.path() + " cannot rearm " + watch + ", as it does not watch it; call watch(…) with it", null);
        }
        StackReserve.checkLarge();
        point.rearm();
    }

    /** Takes a signal from the mailbox; false if it is of an earlier instance, or is not wanted any more. */
    boolean take(Signal signal, Watch watch) {
        WatchPoint point = points.get(watch);
        if (point == null || !point.take(signal)) {
            return false;
        }
        if (signal instanceof WatchFailed) {
            closeAll(Set.of(watch));
        }
        return true;
    }
}
