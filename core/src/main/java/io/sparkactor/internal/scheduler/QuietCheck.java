package io.sparkactor.internal.scheduler;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether nothing was ready and no turn was running at one moment; a double collect, never true by mistake. Confined to the
 * calling thread.
 *
 * <p>A worker's activity is odd from before it may take a turn until all that it made ready is visible; the monitor's likewise
 * while it moves turns. If all were even, and are unchanged after the queues were found empty, then nobody held a turn when the
 * shared queue was read, and nobody could put one elsewhere.
 */
final class QuietCheck {

    private record Reading(Worker worker, long activity) {}

    private final PoolScheduler scheduler;
    private final List<Reading> readings = new ArrayList<>();
    private boolean quiet = true;

    QuietCheck(PoolScheduler scheduler) {
        this.scheduler = scheduler;
    }

    boolean passes() {
        Worker newest = scheduler.workers().newest();
        long monitor = scheduler.monitor().activity();
        scheduler.workers().forEach(this::read);
        if (!quiet || (monitor & 1) == 1 || !scheduler.isSharedEmpty()) {
            return false;
        }
        for (Reading reading : readings) {
            if (reading.worker.activity() != reading.activity) {
                return false;
            }
        }
        return monitor == scheduler.monitor().activity()
                && newest == scheduler.workers().newest();
    }

    private void read(Worker worker) {
        long activity = worker.activity();
        LocalQueue queue = worker.queue();
        quiet &= (activity & 1) == 0 && queue.isSlotEmpty() && queue.isRingEmpty();
        readings.add(new Reading(worker, activity));
    }
}
