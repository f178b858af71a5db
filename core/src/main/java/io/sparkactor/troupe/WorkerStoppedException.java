package io.sparkactor.troupe;

import io.sparkactor.SparkException;

/** The worker of a job has stopped before the job was done: why a job was run again, or was given up. */
public final class WorkerStoppedException extends SparkException {

    private static final long serialVersionUID = 1L;

    WorkerStoppedException(String worker, int attempts) {
        super(
                worker + " stopped before its job was done; this was run " + attempts
                        + " of the job. See the events and the log for why the worker stopped",
                null);
    }
}
