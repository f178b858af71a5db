package io.sparkactor.internal.cell;

import io.sparkactor.ExitReason;

/**
 * A ref whose end can be learned of as that of an actor, though it leads to none of this JVM: to one of another system, or to one that is
 * not there. Thread-safe, but for what belongs to the turn of an actor here.
 *
 * <p>In the sets of the actor such a ref only says that there may be something to end. What is so is known by who made the ref.
 *
 * @param <M> the type of messages
 */
public abstract class FarRef<M> extends BaseRef<M> {

    /** For subclasses. */
    protected FarRef() {}

    /**
     * Asks it to stop. Does not wait.
     *
     * @throws UnsupportedOperationException if its system has no word for that
     */
    public abstract void stop(boolean afterQueue);

    /**
     * Lets an actor be told of its end by {@link FarExits#tellExit}; in the turn of that, which does not monitor it now.
     *
     * @throws UnsupportedOperationException if its system has no word for that
     */
    public abstract void monitor(ActorCell<?> watcher);

    /** Ends that; in the turn of the watcher, or when that has stopped. */
    public abstract void unmonitor(ActorCell<?> watcher);

    /** Whether a watcher was told of the end, and has not ended its monitor since; once. In the turn of the watcher. */
    public abstract boolean takeExit(ActorCell<?> watcher);

    /**
     * Links an actor with it; in the turn of that.
     *
     * @throws UnsupportedOperationException if its system has no word for that
     */
    public abstract void link(ActorCell<?> cell);

    /** Cuts that; in the turn of the actor. */
    public abstract void unlink(ActorCell<?> cell);

    /** Whether a linked actor was told of the end by {@link FarExits#tellLinkExit}, and has not cut the link since. */
    public abstract boolean hasLinkExit(ActorCell<?> cell);

    /** The same; once. In the turn of the actor. */
    public abstract boolean takeLinkExit(ActorCell<?> cell);

    /** An actor has stopped that this one may monitor. */
    public abstract void exited(ActorCell<?> actor, ExitReason reason);

    /** An actor has stopped that may be linked with this one, or wait for it to know that no more. */
    public abstract void linkExited(ActorCell<?> actor, ExitReason reason);
}
