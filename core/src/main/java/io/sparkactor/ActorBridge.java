package io.sparkactor;

import io.sparkactor.internal.cell.ActorAccess;

/** Lets the runtime call what {@link Actor} keeps protected, so that users' classes need not make their handlers public. */
final class ActorBridge implements ActorAccess {

    @Override
    public <M> boolean bind(Actor<M> actor, ActorContext<M> context) {
        if (actor.context != null) {
            return false;
        }
        actor.context = context;
        return true;
    }

    @Override
    public <M> void process(Actor<M> actor, Message<M> message) throws Exception {
        actor.process(message);
    }

    @Override
    public void preStart(Actor<?> actor) throws Exception {
        actor.preStart();
    }

    @Override
    public void postStop(Actor<?> actor) throws Exception {
        actor.postStop();
    }

    @Override
    public void onSignal(Actor<?> actor, Signal signal) throws Exception {
        actor.onSignal(signal);
    }

    @Override
    public Supervision childSupervision(Actor<?> actor) {
        return actor.childSupervision();
    }
}
