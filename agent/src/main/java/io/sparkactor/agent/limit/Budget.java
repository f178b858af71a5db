package io.sparkactor.agent.limit;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What agents may spend together. All agents that are given one budget share it; a {@link #part} of it has limits of its own and counts
 * in the whole too, so that a tree of agents obeys the limits of each of its branches. Thread-safe; it outlives restarts.
 *
 * <p>Each request is reserved first, at its greatest size, beside those that are under way; where that does not fit, a request is let
 * through only if it is alone and something is left. So a budget is exceeded by at most one request, if agents limit the tokens of an
 * answer ({@code maxOutputTokens}) and the provider keeps to that.
 */
public final class Budget {

    private final @Nullable Budget whole;
    private final BudgetLimits limits;

    /** Guarded by this object, as all below. */
    private Spending spent = Spending.NONE;

    private Spending reserved = Spending.NONE;
    private boolean begun;
    private long beginNanos;

    private Budget(@Nullable Budget whole, BudgetLimits limits) {
        this.whole = whole;
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /** A budget without limits, which counts. */
    public static Budget unlimited() {
        return new Budget(null, BudgetLimits.NONE);
    }

    /** A budget: {@code Budget.of(b -> b.tokens(100_000).cost("1.50"))}. */
    public static Budget of(UnaryOperator<BudgetLimits> limits) {
        return new Budget(null, limits.apply(BudgetLimits.NONE));
    }

    /** A part of this one, for a branch of the tree: what it spends is spent here too. */
    public Budget part(UnaryOperator<BudgetLimits> limits) {
        return new Budget(this, limits.apply(BudgetLimits.NONE));
    }

    /** Its limits. */
    public BudgetLimits limits() {
        return limits;
    }

    /** What was spent so far, without what is under way. */
    public synchronized Spending spent() {
        return spent;
    }

    /**
     * How much time is left, at most; {@link BudgetLimits#ANY_TIME} if no limit was given here or above, or nothing was reserved yet.
     *
     * @param nowNanos the clock of the syndicate
     */
    public Duration timeLeft(long nowNanos) {
        Duration left = BudgetLimits.ANY_TIME;
        for (Budget at = this; at != null; at = at.whole) {
            Duration here = at.ownTimeLeft(nowNanos);
            left = here.compareTo(left) < 0 ? here : left;
        }
        return left;
    }

    private synchronized Duration ownTimeLeft(long nowNanos) {
        if (limits.time().equals(BudgetLimits.ANY_TIME)) {
            return limits.time();
        }
        return begun ? limits.time().minusNanos(nowNanos - beginNanos) : limits.time();
    }

    /**
     * Reserves a request here and in all that this is a part of. For agents, and for tools that spend something of their own.
     *
     * @param tokens how many it may use at most
     * @param cost what it may cost at most
     * @param nowNanos the clock of the syndicate, which the limit of time goes by
     * @return to be settled when the request is over
     * @throws LlmException {@code BUDGET_EXCEEDED} if it does not fit; then nothing was reserved
     */
    public Reservation reserve(long tokens, BigDecimal cost, long nowNanos) {
        var asked = new Spending(1, LlmUsage.of(tokens, 0), cost);
        Deque<Budget> taken = new ArrayDeque<>();
        for (Budget at = this; at != null; at = at.whole) {
            String refusal = at.take(asked, nowNanos);
            if (refusal != null) {
                taken.forEach(budget -> budget.settle(asked, Spending.NONE));
                throw new LlmException(Reason.BUDGET_EXCEEDED, refusal);
            }
            taken.add(at);
        }
        return new Reservation(this, asked);
    }

    private synchronized @Nullable String take(Spending asked, long nowNanos) {
        if (!begun) {
            begun = true;
            beginNanos = nowNanos;
        }
        String refusal = refusal(asked, nowNanos);
        if (refusal == null) {
            reserved = reserved.plus(asked);
        }
        return refusal;
    }

    private @Nullable String refusal(Spending asked, long nowNanos) {
        if (!ownTimeLeft(nowNanos).isPositive()) {
            return "the budget's time of " + limits.time().toMillis() + " ms is over";
        }
        Spending open = spent.plus(reserved);
        if (open.requests() >= limits.requests()) {
            return "all " + limits.requests() + " requests of the budget were made";
        }
        boolean alone = reserved.requests() == 0;
        long tokens = open.usage().totalTokens();
        long least = alone ? 1 : asked.usage().totalTokens();
        if (limits.tokens() - tokens < least) {
            return "the budget of " + limits.tokens() + " tokens has " + Math.max(0, limits.tokens() - tokens) + " left"
                    + (alone ? "" : " beside requests under way, and this one may take " + least);
        }
        BigDecimal left = limits.cost().subtract(open.cost());
        if (alone ? left.signum() <= 0 : left.compareTo(asked.cost()) < 0) {
            return "the budget of " + limits.cost() + " has " + left.max(BigDecimal.ZERO) + " left"
                    + (alone ? "" : " beside requests under way, and this one may cost " + asked.cost());
        }
        return null;
    }

    /** A request is over, here and in all that this is a part of. */
    void over(Spending asked, Spending used) {
        for (Budget at = this; at != null; at = at.whole) {
            at.settle(asked, used);
        }
    }

    private synchronized void settle(Spending asked, Spending used) {
        reserved = new Spending(
                reserved.requests() - asked.requests(),
                LlmUsage.of(reserved.usage().totalTokens() - asked.usage().totalTokens(), 0),
                reserved.cost().subtract(asked.cost()));
        spent = spent.plus(used);
    }
}
