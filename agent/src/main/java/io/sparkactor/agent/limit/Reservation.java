package io.sparkactor.agent.limit;

import io.sparkactor.agent.LlmUsage;
import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that a {@link Budget} has let through. Thread-safe; only the first end counts. */
public final class Reservation {

    private final Budget budget;
    private final Spending asked;
    private final AtomicBoolean over = new AtomicBoolean();

    Reservation(Budget budget, Spending asked) {
        this.budget = budget;
        this.asked = asked;
    }

    /** The request was made, and this is what it took. */
    public void settle(LlmUsage usage, BigDecimal cost) {
        end(new Spending(1, usage, cost));
    }

    /** The request was not made. */
    public void release() {
        end(Spending.NONE);
    }

    private void end(Spending used) {
        if (over.compareAndSet(false, true)) {
            budget.over(asked, used);
        }
    }
}
