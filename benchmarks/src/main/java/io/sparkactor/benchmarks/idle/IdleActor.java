package io.sparkactor.benchmarks.idle;

import io.sparkactor.Actor;
import io.sparkactor.Message;

/** The user's own object: an actor with one field. Its size, with what it inherits from {@code Actor}, is the user's. */
final class IdleActor extends Actor<IdleActor.Protocol> {

    /** What it handles. */
    sealed interface Protocol {}

    /** Something to do once. */
    record Work(long amount) implements Protocol {}

    private long done;

    @Override
    protected void process(Message<Protocol> message) {
        switch (message.content()) {
            case Work(long amount) -> done += amount;
        }
    }

    @Override
    public String toString() {
        return "idle after " + done;
    }
}
