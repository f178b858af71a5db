package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;

/**
 * The runtime's way to what {@link Actor} keeps protected. One instance, given by {@code Actor} itself when it is loaded; stateless.
 */
public interface ActorAccess {

    /** Called by {@link Actor} once. */
    static void install(ActorAccess access) {
        ActorAccessHolder.given = access;
    }

    /** The access. */
    static ActorAccess get() {
        return ActorAccessHolder.Ready.ACCESS;
    }

    /** Gives an instance its context; false if it has one already. */
    <M> boolean bind(Actor<M> actor, ActorContext<M> context);

    /** Calls {@code process}. */
    <M> void process(Actor<M> actor, Message<M> message) throws Exception;

    /** Calls {@code preStart}. */
    void preStart(Actor<?> actor) throws Exception;

    /** Calls {@code postStop}. */
    void postStop(Actor<?> actor) throws Exception;

    /** Calls {@code onSignal}. */
    void onSignal(Actor<?> actor, Signal signal) throws Exception;

    /** Calls {@code childSupervision}. */
    Supervision childSupervision(Actor<?> actor);
}
