package io.sparkactor.agent.internal.turn;

import io.sparkactor.agent.LlmFailure;
import io.sparkactor.agent.LlmFailure.Reason;
import java.time.Duration;

/**
 * How long a turn may take. Immutable.
 *
 * @param timeout from its beginning
 * @param isOfBudget whether the budget's time ends before that of the request
 */
public record TurnTime(Duration timeout, boolean isOfBudget) {

    /** The shorter of both; at least a moment. */
    public static TurnTime of(Duration request, Duration budget) {
        if (budget.compareTo(request) >= 0) {
            return new TurnTime(request, false);
        }
        return new TurnTime(budget.isPositive() ? budget : Duration.ofNanos(1), true);
    }

    /** What a turn fails with when its time is over. */
    public LlmFailure failure() {
        return isOfBudget
                ? LlmFailure.of(Reason.BUDGET_EXCEEDED, "the time of the budget is over")
                : LlmFailure.of(Reason.TIMED_OUT, "there was no answer within " + timeout.toMillis() + " ms");
    }
}
