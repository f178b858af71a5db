package io.sparkactor.concurrency.cell;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import java.util.concurrent.atomic.AtomicInteger;

/** Monitors whatever ref it is sent, and counts the exits that it is told of. Confined to its turn, but for the counter. */
final class Watching extends io.sparkactor.Actor<ActorRef<?>> {

    private final AtomicInteger exits;

    Watching(AtomicInteger exits) {
        this.exits = exits;
    }

    @Override
    protected void process(Message<ActorRef<?>> message) {
        monitor(message.content());
    }

    @Override
    protected void onSignal(Signal signal) {
        if (signal instanceof ActorExited) {
            exits.incrementAndGet();
        }
    }
}
