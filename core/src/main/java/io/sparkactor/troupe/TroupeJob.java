package io.sparkactor.troupe;

import io.sparkactor.Message;
import io.sparkactor.spi.Delegation;
import java.util.Objects;

/**
 * A job that its worker has kept open, see {@link Troupe#keep}. If the worker stops before the job is done, the troupe has it run again.
 * Thread-safe.
 *
 * @param <M> the type of the job
 */
public final class TroupeJob<M> {

    private final Delegation<M> delegation;

    TroupeJob(Delegation<M> delegation) {
        this.delegation = delegation;
    }

    /** The job, to answer it. */
    public Message<M> message() {
        return delegation.message();
    }

    /** It is done, and its worker is free. Answer it before. False if it was at its end already. */
    public boolean done() {
        return delegation.done();
    }

    /**
     * It has failed, as if its handler had thrown, and its worker is free. False if it was at its end already.
     *
     * @throws NullPointerException if {@code cause} is null
     */
    public boolean fail(Throwable cause) {
        return delegation.fail(Objects.requireNonNull(cause, "cause"));
    }
}
