package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.rate.Contender;
import java.util.ArrayList;
import java.util.List;

/** The actors of a workload, without a framework. Driven by one thread. */
abstract class ThreadContender implements Contender {

    private final List<ThreadActor<?>> actors = new ArrayList<>();

    /** Starts an actor, and ends it at the end. */
    final <A extends ThreadActor<?>> A start(A actor) {
        actors.add(actor);
        return ThreadActor.started(actor);
    }

    @Override
    public final void check() {
        if (!actors.stream().allMatch(ThreadActor::isIdle)) {
            throw new IllegalStateException("messages are left in the queues");
        }
    }

    @Override
    public final void close() {
        actors.forEach(ThreadActor::end);
    }
}
