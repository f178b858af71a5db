package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmUsage;
import io.sparkactor.agent.limit.LlmPrice;
import io.sparkactor.agent.limit.Reservation;
import io.sparkactor.agent.limit.Spending;
import io.sparkactor.agent.spi.LlmAnswer;
import io.sparkactor.agent.spi.LlmDelta;
import java.math.BigDecimal;

/**
 * A request to the provider that is under way: what has come of the answer, and its place in the budget. Thread-safe; only the first end
 * counts.
 */
final class OpenRequest {

    private final TokenEstimate estimate;
    private final Reservation reservation;
    private final LlmPrice price;
    private final TurnProgress progress;

    /** Guarded by this object, as all below. */
    private long receivedBytes;

    private boolean over;

    OpenRequest(TokenEstimate estimate, Reservation reservation, LlmPrice price, TurnProgress progress) {
        this.estimate = estimate;
        this.reservation = reservation;
        this.price = price;
        this.progress = progress;
    }

    /** A piece of the answer has come. */
    synchronized void received(LlmDelta delta) {
        receivedBytes += TokenEstimate.bytes(delta);
    }

    /** What it has likely taken so far. */
    synchronized LlmUsage likely() {
        return estimate.likely(receivedBytes);
    }

    /** What a whole answer has taken. */
    synchronized LlmUsage used(LlmAnswer answer) {
        return answer.usage().equals(LlmUsage.NONE)
                ? estimate.likely(Math.max(receivedBytes, TokenEstimate.bytes(answer.message())))
                : answer.usage();
    }

    /** What a failed request has taken: nothing if the provider has not worked on it. */
    synchronized LlmUsage used(LlmFailure failure) {
        if (!failure.usage().equals(LlmUsage.NONE)) {
            return failure.usage();
        }
        boolean notBegun = switch (failure.reason()) {
            case RATE_LIMITED, UNAVAILABLE, REJECTED -> receivedBytes == 0;
            default -> false;
        };
        return notBegun ? LlmUsage.NONE : likely();
    }

    /** It was not made. */
    synchronized void release() {
        over = true;
        reservation.release();
    }

    /** It has taken this, and is over. */
    synchronized void settle(LlmUsage used) {
        if (over) {
            return;
        }
        over = true;
        BigDecimal cost = price.of(used);
        reservation.settle(used, cost);
        progress.spent(new Spending(1, used, cost));
    }
}
