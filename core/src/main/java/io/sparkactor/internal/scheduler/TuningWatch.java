package io.sparkactor.internal.scheduler;

import org.jspecify.annotations.Nullable;

/** Counts what the workers do, and opens as many processors as the {@link ProcessorTuner} finds best. Confined to the monitor. */
final class TuningWatch {

    private final PoolScheduler scheduler;
    private final ProcessorTuner tuner;
    private @Nullable Worker newest;
    private int live;

    TuningWatch(PoolScheduler scheduler) {
        this.scheduler = scheduler;
        tuner = new ProcessorTuner(scheduler.processors());
    }

    /**
     * Looks at the workers; to be called at each tick.
     *
     * @param wallNanos the clock of the runtime
     * @param runawaysCompute whether turns hold cores that do not count messages
     */
    void look(long wallNanos, boolean runawaysCompute) {
        boolean comparable = areSameWorkers() && !runawaysCompute;
        apply(comparable ? tuner.tick(wallNanos, scheduler.workers().steps()) : tuner.reset(wallNanos));
    }

    /** Nothing runs any more. */
    void rest(long wallNanos) {
        tuner.rest(wallNanos);
        apply(tuner.level());
    }

    private void apply(int level) {
        if (scheduler.parts().keepBack(scheduler.processors() - level)) {
            scheduler.wakeIfQueued();
        }
    }

    /** Whether the same few workers live as at the last tick, so that their counts can be compared. */
    private boolean areSameWorkers() {
        Worker newestNow = scheduler.workers().newest();
        int liveNow = scheduler.workers().live();
        boolean same = newestNow == newest && liveNow == live;
        newest = newestNow;
        live = liveNow;
        return same && live <= Limits.TUNE_WORKERS;
    }
}
