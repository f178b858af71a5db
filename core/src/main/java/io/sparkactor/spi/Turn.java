package io.sparkactor.spi;

/**
 * Something that can be made ready and then runs once on a thread of the scheduler: an actor with waiting messages.
 *
 * <p>A turn is made ready at most once until its {@link #run} has begun; the one who implements it guarantees that, and that two
 * runs never overlap. The scheduler guarantees that what happened before {@link TurnScheduler#ready} is visible to the run.
 */
public interface Turn {

    /**
     * Runs the turn on the calling thread. May block, and may take for ever: that costs its thread, not the scheduler.
     *
     * @param context the thread that runs it, valid until this method returns; never null
     */
    void run(TurnContext context);
}
