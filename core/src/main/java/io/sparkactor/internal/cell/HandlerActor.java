package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.Message;
import io.sparkactor.MessageHandler;

/** The actor behind {@code createActor(String.class, (context, message) -> …)}. Confined to its turn. */
public final class HandlerActor<M> extends Actor<M> {

    private final MessageHandler<M> handler;

    /** An actor whose body is {@code handler}. */
    public HandlerActor(MessageHandler<M> handler) {
        this.handler = handler;
    }

    @Override
    protected void process(Message<M> message) throws Exception {
        handler.handle(context(), message);
    }
}
