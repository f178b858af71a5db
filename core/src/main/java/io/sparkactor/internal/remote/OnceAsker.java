package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.RemoteAsker;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells somebody in another system once, where more than one thing may go wrong. Thread-safe. */
final class OnceAsker implements RemoteAsker {

    private final RemoteAsker asker;
    private final AtomicBoolean told = new AtomicBoolean();

    OnceAsker(RemoteAsker asker) {
        this.asker = asker;
    }

    @Override
    public void handlerThrew(Throwable cause) {
        if (isFirst()) {
            asker.handlerThrew(cause);
        }
    }

    @Override
    public void targetStopped() {
        if (isFirst()) {
            asker.targetStopped();
        }
    }

    @Override
    public void refused(DeadLetterReason reason) {
        if (isFirst()) {
            asker.refused(reason);
        }
    }

    private boolean isFirst() {
        return told.compareAndSet(false, true);
    }
}
