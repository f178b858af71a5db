package io.sparkactor.promises;

import io.sparkactor.Actor;
import io.sparkactor.Message;

/** An actor that cannot end before a gate is open, so that its parent cannot either. Confined to its actor. */
final class Stubborn extends Actor<String> {

    private final Gate release;

    Stubborn(Gate release) {
        this.release = release;
    }

    @Override
    protected void process(Message<String> message) {}

    @Override
    protected void postStop() {
        release.awaitStubbornly();
    }
}
