package io.sparkactor.spi;

import io.sparkactor.Message;

/**
 * One instance of a user's actor that lives somewhere else: on a thread, in another JVM. The actor itself, with its mailbox, its
 * supervision and its place in the books, stays in the syndicate, and hands over one step at a time.
 *
 * <p>The steps come in the order {@link #make}, {@link #preStart}, {@link #process} as often as there are messages, {@link #postStop},
 * and at last {@link #end}; after a step of the start that failed, or after {@link ExecutorHome#failed}, {@code end} comes next. Each is
 * called in a turn or on a creator's thread, should only hand over, and completes its {@link ExecutorStep} at any time on any thread; the
 * runtime waits for that. A step whose method throws has failed with what it threw. One instance is for one life: a restart prepares
 * another executor.
 *
 * @param <M> the type of messages
 */
public interface ActorExecutor<M> {

    /**
     * Makes the instance.
     *
     * @throws io.sparkactor.InvalidActorSpecException (or fails the step with it) if the spec can never be made there; the creator gets it as it is
     */
    void make(ExecutorStep step) throws Exception;

    /** The class of the instance; called after {@link #make} has ended well. */
    Class<?> actorClass();

    /** Calls {@code preStart} there. */
    void preStart(ExecutorStep step) throws Exception;

    /** Calls {@code process} there. */
    void process(Message<M> message, ExecutorStep step) throws Exception;

    /** Calls {@code postStop} there. */
    void postStop(ExecutorStep step) throws Exception;

    /**
     * The actor was told to stop while a step goes on: ends it if that can be done, so that it completes soon; a thread that computes may
     * go on. Called by any thread, also when the step has just ended; must not block nor throw. What comes after it is decided by the
     * step's end.
     */
    void stopRequested();

    /**
     * The last call: lets go of the instance and all that belongs to it. Must not block for long. A step that goes on then, as when the
     * creator was interrupted, is nobody's any more.
     */
    void end();
}
