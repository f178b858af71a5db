package io.sparkactor.troupe;

import io.sparkactor.SparkException;
import java.time.Duration;

/** A job ran longer than one of its troupe may; its worker was replaced. */
public final class JobTimeoutException extends SparkException {

    private static final long serialVersionUID = 1L;

    JobTimeoutException(String worker, Duration timeout) {
        super(
                "the job ran longer than " + timeout + " at " + worker
                        + ", which was stopped; make the job smaller or raise jobTimeout",
                null);
    }
}
