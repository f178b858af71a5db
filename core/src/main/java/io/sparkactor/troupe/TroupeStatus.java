package io.sparkactor.troupe;

import io.sparkactor.Execution;

/**
 * How a troupe is at one moment. Immutable.
 *
 * @param max how many workers it has at most
 * @param idle how many workers without a job it keeps
 * @param execution where new workers run
 * @param workers how many workers it has
 * @param idleWorkers how many of them have no job
 * @param pending how many jobs wait
 * @param maxPending how many jobs may wait
 * @param attempts how often a job is run at most
 * @param doneJobs how many jobs were done
 * @param failedJobs how many jobs have failed, or were given up
 * @param refusedJobs how many jobs found the queue full
 * @param reExecutions how many runs were begun again, since the one before did not come to its end
 */
public record TroupeStatus(
        int max,
        int idle,
        Execution execution,
        int workers,
        int idleWorkers,
        int pending,
        int maxPending,
        int attempts,
        long doneJobs,
        long failedJobs,
        long refusedJobs,
        long reExecutions) {}
