package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;
import io.sparkactor.Signal;

/**
 * An actor that handles its messages by another handler for a while; signals and hooks stay with the actor itself. Stands in the cell
 * where the actor stood, so that those that never change pay nothing. Confined to its turn.
 */
final class BehaviourActor<M> extends Actor<M> {

    private final Actor<M> original;
    private final MessageHandler<M> handler;

    BehaviourActor(Actor<M> original, MessageHandler<M> handler) {
        this.original = original;
        this.handler = handler;
    }

    Actor<M> original() {
        return original;
    }

    @Override
    protected void process(Message<M> message) throws Exception {
        handler.handle(context(), message);
    }

    @Override
    protected void postStop() throws Exception {
        ActorAccessHolder.Ready.ACCESS.postStop(original);
    }

    @Override
    protected void onSignal(Signal signal) throws Exception {
        ActorAccessHolder.Ready.ACCESS.onSignal(original, signal);
    }
}
