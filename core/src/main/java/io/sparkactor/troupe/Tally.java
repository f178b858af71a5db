package io.sparkactor.troupe;

/** What a troupe has done so far. Confined to the manager's turn. */
final class Tally {

    private long done;
    private long failed;
    private long refused;
    private long reExecutions;

    /** Counts a job once it is over. */
    void count(Job<?> job) {
        if (job.tallyOnce()) {
            done += job.isDone() ? 1 : 0;
            failed += job.isDone() ? 0 : 1;
        }
    }

    void countFailed() {
        failed++;
    }

    void countRefused() {
        refused++;
    }

    void countReExecution() {
        reExecutions++;
    }

    TroupeStatus status(TroupeSettings<?> settings, Crew<?> crew, int pending) {
        return new TroupeStatus(
                settings.max(),
                settings.idle(),
                settings.execution(),
                crew.size(),
                crew.idleCount(),
                pending,
                settings.maxPending(),
                settings.attempts(),
                done,
                failed,
                refused,
                reExecutions);
    }
}
