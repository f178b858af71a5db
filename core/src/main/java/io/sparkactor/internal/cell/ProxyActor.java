package io.sparkactor.internal.cell;

import io.sparkactor.Actor;

/**
 * Stands in the cell for an instance that lives outside of the turns. Confined to its turn, but for {@link #actorClass}.
 *
 * @param <M> the type of messages
 */
public abstract class ProxyActor<M> extends Actor<M> {

    /** For subclasses. */
    protected ProxyActor() {}

    /** The class of the user's object. Thread-safe. */
    protected abstract Class<?> actorClass();

    /** Whether this was thrown because the content could not even be sent to the instance: that is no failure of the actor. */
    protected abstract boolean isUndeliverable(Throwable thrown);

    /** The instance was made, and will not be started. */
    protected abstract void abandon();

    /** Whether the instance has died where it lives, so that there is none to resume with. */
    protected abstract boolean isDead();
}
