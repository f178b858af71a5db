package io.sparkactor.promises;

import java.io.InputStream;

/** An input that gives nothing until its gate is open, then one line. For the thread that reads it. */
final class SlowInput extends InputStream {

    private final Gate gate;
    private boolean given;

    SlowInput(Gate gate) {
        this.gate = gate;
    }

    @Override
    public int read() {
        if (given) {
            return -1;
        }
        gate.awaitStubbornly();
        given = true;
        return '\n';
    }
}
