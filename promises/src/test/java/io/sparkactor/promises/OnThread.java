package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import io.sparkactor.MessageHandler;
import java.util.function.Supplier;

/** Specs of actors on threads of their own. Stateless. */
final class OnThread {

    private OnThread() {}

    static <M> ActorSpec<M> of(Supplier<? extends Actor<M>> supplier) {
        return ActorSpec.<M>of(supplier).execution(Execution.THREAD).stateless();
    }

    static ActorSpec<Object> handling(MessageHandler<Object> handler) {
        return ActorSpec.handling(Object.class, handler)
                .execution(Execution.THREAD)
                .stateless();
    }
}
