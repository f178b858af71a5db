package io.sparkactor.troupe;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.SparkException;
import io.sparkactor.TimerHandle;
import io.sparkactor.spi.Delegation;
import io.sparkactor.spi.Delegation.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives jobs to workers: the rules of a troupe. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Foreman<M> {

    private final ActorContext<M> context;
    private final Timers timers;
    private final Crew<M> crew;
    private final Pending<M> pending = new Pending<>();
    private final Tally tally = new Tally();
    private final Intake<M> intake;
    private TroupeSettings<M> settings;

    Foreman(ActorContext<M> context, Timers timers, ActorSpec<M> worker, TroupeSettings<M> settings) {
        this.context = context;
        this.timers = timers;
        this.crew = new Crew<>(context, timers, worker);
        this.intake = new Intake<>(new Router<>(settings.routing()), pending, crew, tally);
        this.settings = settings;
    }

    TroupeStatus status() {
        return tally.status(settings, crew, pending.size());
    }

    // ---------------------------------------------------------------- jobs that come

    /** A job has come. */
    void take(Delegation<M> delegation) {
        for (Run<M> run : intake.take(delegation, settings)) {
            if (pending.size(run.lane()) > 0 || !begin(run)) {
                pending.add(run);
            }
        }
    }

    // ---------------------------------------------------------------- from the queue to a worker

    /** Gives a run to a worker, or ends it; false if it must wait. */
    private boolean begin(Run<M> run) {
        while (!isOver(run)) {
            Worker<M> worker = crew.takeIdle(run.lane());
            if (worker == null) {
                if (!crew.hasRoom(run.lane(), settings.max())) {
                    return false;
                }
                try {
                    worker = crew.create(run.lane(), settings.execution());
                } catch (ActorStoppedException e) {
                    return false; // the troupe itself stops, and with it what waits
                } catch (SparkException thrown) {
                    if (run.lane() == Worker.ANY && crew.isAnyBusy()) {
                        return false; // rather for one that has started
                    }
                    run.attempt();
                    endIfSpent(run, thrown);
                    continue;
                }
            }
            if (give(run, worker)) {
                return true;
            }
        }
        return true;
    }

    /** Whether it need not be begun; ends it if nobody needs it any more. */
    private boolean isOver(Run<M> run) {
        Job<M> job = run.job();
        if (!job.isOver()) {
            job.delegation().unwanted().ifPresent(job::refused);
        }
        tally.count(job);
        return job.isOver() || run.isOver();
    }

    /** Gives a run to a worker; false if that stops or has stopped. */
    private boolean give(Run<M> run, Worker<M> worker) {
        Delegation<M> delegation = run.job().delegation();
        Delivery delivery = run.job().isShared() ? delegation.alsoTo(worker.ref()) : delegation.to(worker.ref());
        if (!(delivery instanceof Delivery.Refused(DeadLetterReason reason))) {
            run.attempt();
            worker.begin(run, limit(run, worker));
            return true;
        }
        if (!Worker.isStop(reason)) {
            run.job().refused(reason);
            crew.rest(worker, settings.max());
        } else {
            crew.remove(worker);
            if (!worker.isProven()) { // one that never works would be replaced for ever
                run.attempt();
                endIfSpent(run, new WorkerStoppedException(worker.ref().path(), run.attempts()));
            }
        }
        return false;
    }

    private @Nullable TimerHandle limit(Run<M> run, Worker<M> worker) {
        Duration timeout = settings.jobTimeout();
        return timeout.equals(TroupeSettings.NO_TIMEOUT)
                ? null
                : timers.after(timeout, () -> overdue(run, worker, timeout));
    }

    private void overdue(Run<M> run, Worker<M> worker, Duration timeout) {
        if (worker.run() != run) {
            return;
        }
        worker.end(true);
        crew.remove(worker);
        context.stop(worker.ref());
        run.failed(new JobTimeoutException(worker.ref().path(), timeout), DeadLetterReason.JOB_TIMEOUT);
        tally.count(run.job());
        drain(worker.lane());
    }

    // ---------------------------------------------------------------- what becomes of a run

    /** A worker is through with a job. */
    void ended(Delegation.Ended ended) {
        Worker<M> worker = crew.find(ended.worker());
        Run<M> run = worker == null ? null : worker.run();
        if (worker == null || run == null || run.job().delegation() != ended.delegation()) {
            return; // it took too long, and was judged then
        }
        Outcome outcome = ended.outcome();
        worker.end(!(outcome instanceof Outcome.NotHandled(var _, boolean begun)) || begun);
        judge(run, worker, outcome);
        tally.count(run.job());
        if (Worker.isGone(outcome)) {
            crew.remove(worker);
        } else if (outcome instanceof Outcome.Failed || outcome instanceof Outcome.Died) {
            crew.recover(worker, settings.max());
        } else {
            crew.rest(worker, settings.max());
        }
        drain(worker.lane());
    }

    /** Says what becomes of a run. */
    private void judge(Run<M> run, Worker<M> worker, Outcome outcome) {
        switch (outcome) {
            case Outcome.Handled() -> run.handled();
            case Outcome.Failed(Throwable cause, var _) when !settings.retryingFailures() -> run.failed(cause, null);
            case Outcome.Failed(Throwable cause, var _) -> repeat(run, cause);
            case Outcome.Died(Throwable cause, var _) -> repeat(run, cause);
            case Outcome.NotHandled(DeadLetterReason reason, boolean begun) -> {
                if (Worker.isGone(outcome)) {
                    if (!begun && worker.isProven()) {
                        run.takeBackAttempt();
                    }
                    repeat(run, new WorkerStoppedException(worker.ref().path(), run.attempts()));
                } else if (reason == DeadLetterReason.ASK_ENDED || reason == DeadLetterReason.EXPIRED) {
                    run.spared(reason);
                } else {
                    run.refused(reason); // the worker is a troupe, say, that has no place for it
                }
            }
        }
    }

    /** Has it run again, if it may. */
    private void repeat(Run<M> run, Throwable cause) {
        if (run.job().isOver()) {
            run.handled(); // it was answered before its worker went
            return;
        }
        if (run.job().delegation().isAnswered()) {
            run.failed(cause, null);
            return;
        }
        endIfSpent(run, cause);
        if (!run.isOver() && !run.job().isOver()) {
            tally.countReExecution();
            pending.addFirst(run);
        }
    }

    private void endIfSpent(Run<M> run, Throwable cause) {
        if (run.attempts() >= settings.attempts()) {
            run.failed(cause, DeadLetterReason.ATTEMPTS_USED_UP);
            tally.count(run.job());
        }
    }

    // ---------------------------------------------------------------- workers that come and go

    /** A child has stopped. What it was given and has not looked at comes back behind that. */
    void exited(ActorRef<?> child) {
        Worker<M> worker = crew.find(child);
        if (worker != null && worker.run() == null) {
            crew.remove(worker);
            drain(worker.lane());
        }
    }

    private void drain(int lane) {
        Run<M> next = pending.poll(lane);
        while (next != null && begin(next)) {
            next = pending.poll(lane);
        }
        if (next != null) {
            pending.addFirst(next);
        }
        crew.keepSome(settings.idle(), settings.dismissAfter());
    }

    // ---------------------------------------------------------------- other settings

    /** Has other settings from now on. */
    void change(UpdateTroupeSettings update) {
        int before = settings.max();
        settings = update.applyTo(settings);
        crew.shrinkTo(settings.max());
        if (settings.max() != before) {
            pending.removeAll().forEach(run -> intake.reroute(run, settings.max()));
        }
        pending.lanes().forEach(this::drain);
        crew.keepSome(settings.idle(), settings.dismissAfter());
    }
}
