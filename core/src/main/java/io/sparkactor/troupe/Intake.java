package io.sparkactor.troupe;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.Delegation;
import java.util.List;

/**
 * Where jobs come in: chooses their workers, and refuses what finds the queue full. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Intake<M> {

    /** Which part of a full queue must have been refused before it is looked through again. */
    private static final int REFUSALS_SHARE = 16;

    private final Router<M> router;
    private final Pending<M> pending;
    private final Crew<M> crew;
    private final Tally tally;
    private int refusalsToLook;

    Intake(Router<M> router, Pending<M> pending, Crew<M> crew, Tally tally) {
        this.router = router;
        this.pending = pending;
        this.crew = crew;
        this.tally = tally;
    }

    /** The runs of a job that has come; none if it was refused. */
    List<Run<M>> take(Delegation<M> delegation, TroupeSettings<M> settings) {
        List<Integer> lanes;
        try {
            lanes = router.lanes(delegation.message().content(), settings.max(), this::load);
        } catch (RuntimeException thrown) { // the key function is the user's
            delegation.fail(thrown);
            tally.countFailed();
            return List.of();
        }
        if (!hasPlace(lanes, settings)) {
            delegation.deadLetter(DeadLetterReason.OVERFLOW);
            tally.countRefused();
            return List.of();
        }
        Job<M> job = new Job<>(delegation, router.aim(), lanes.size());
        return lanes.stream().map(lane -> new Run<>(job, lane)).toList();
    }

    private int load(int lane) {
        return pending.size(lane) + (crew.isBusy(lane) ? 1 : 0);
    }

    /** Whether those that cannot begin at once may wait. */
    private boolean hasPlace(List<Integer> lanes, TroupeSettings<M> settings) {
        long waiting = lanes.stream()
                .filter(lane -> pending.size(lane) > 0 || !crew.canBegin(lane, settings.max()))
                .count();
        if (waiting + pending.size() > settings.maxPending()) {
            makePlace(settings.maxPending());
        }
        return waiting == 0 || waiting + pending.size() <= settings.maxPending();
    }

    /** Takes out what nobody needs; behind a look in vain not again until some have been refused, as each look is at all that waits. */
    private void makePlace(int maxPending) {
        if (refusalsToLook > 0) {
            refusalsToLook--;
            return;
        }
        List<Run<M>> unwanted = pending.removeUnwanted();
        for (Run<M> run : unwanted) {
            Job<M> job = run.job();
            job.delegation().unwanted().ifPresent(job::refused);
            tally.count(job);
        }
        refusalsToLook = unwanted.isEmpty() ? Math.max(0, maxPending / REFUSALS_SHARE - 1) : 0;
    }

    /** Finds the worker of a run that waits, among another number of workers. */
    void reroute(Run<M> run, int max) {
        if (!run.job().isShared()) {
            run.move(lane(run, max));
            pending.add(run);
        } else if (run.lane() < max) {
            pending.add(run);
        } else {
            run.spared(DeadLetterReason.ACTOR_STOPPED);
            tally.count(run.job());
        }
    }

    private int lane(Run<M> run, int max) {
        try {
            return router.lane(run.job().delegation().message().content(), max, this::load);
        } catch (RuntimeException thrown) { // the key function did not throw before, so any will do
            return 0;
        }
    }
}
