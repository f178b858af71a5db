package io.sparkactor.agent.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.agent.LlmException;
import io.sparkactor.agent.LlmFailure.Reason;
import io.sparkactor.agent.LlmUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

    private static final BigDecimal FREE = BigDecimal.ZERO;

    private static void assertRefused(Budget budget, long tokens, String words) {
        assertThatThrownBy(() -> budget.reserve(tokens, FREE, 0))
                .isInstanceOfSatisfying(
                        LlmException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUDGET_EXCEEDED))
                .hasMessageContaining(words);
    }

    @Test
    void whatWasSpentIsCounted() {
        Budget budget = Budget.unlimited();

        budget.reserve(100, FREE, 0).settle(LlmUsage.of(30, 4), new BigDecimal("0.5"));
        budget.reserve(100, FREE, 0).release();

        assertThat(budget.spent()).isEqualTo(new Spending(1, LlmUsage.of(30, 4), new BigDecimal("0.5")));
    }

    @Test
    void aUsedUpBudgetRefuses() {
        Budget budget = Budget.of(b -> b.tokens(100));
        budget.reserve(50, FREE, 0).settle(LlmUsage.of(100, 0), FREE);

        assertRefused(budget, 1, "100 tokens has 0 left");
    }

    @Test
    void aRequestThatMayBeTooLargeGoesOnlyAlone() {
        Budget budget = Budget.of(b -> b.tokens(100));
        Reservation first = budget.reserve(60, FREE, 0);

        assertRefused(budget, 50, "40 left beside requests under way");

        first.settle(LlmUsage.of(60, 0), FREE);
        budget.reserve(50, FREE, 0).settle(LlmUsage.of(50, 0), FREE);
        assertThat(budget.spent().usage().totalTokens()).isEqualTo(110);
        assertRefused(budget, 1, "0 left");
    }

    @Test
    void requestsAndTimeAreLimited() {
        Budget requests = Budget.of(b -> b.requests(1));
        requests.reserve(1, FREE, 0);
        assertRefused(requests, 1, "all 1 requests");

        Budget time = Budget.of(b -> b.time(Duration.ofNanos(10)));
        assertThat(time.timeLeft(5)).isEqualTo(Duration.ofNanos(10));
        time.reserve(1, FREE, 100);
        assertThat(time.timeLeft(104)).isEqualTo(Duration.ofNanos(6));
        assertThatThrownBy(() -> time.reserve(1, FREE, 110)).hasMessageContaining("time");
    }

    @Test
    void moneyIsLimited() {
        Budget budget = Budget.of(b -> b.cost("0.10"));
        budget.reserve(1, new BigDecimal("0.08"), 0).settle(LlmUsage.of(1, 0), new BigDecimal("0.08"));
        budget.reserve(1, new BigDecimal("0.01"), 0);

        assertThatThrownBy(() -> budget.reserve(1, new BigDecimal("0.02"), 0)).hasMessageContaining("0.01 left");
    }

    @Test
    void aPartCountsInTheWholeAndNeverExceedsIt() {
        Budget whole = Budget.of(b -> b.tokens(100));
        Budget part = whole.part(b -> b.tokens(1_000));
        part.reserve(80, FREE, 0).settle(LlmUsage.of(80, 0), FREE);

        assertThat(whole.spent().usage().totalTokens()).isEqualTo(80);
        Reservation open = whole.reserve(10, FREE, 0);
        assertRefused(part, 15, "10 left");
        open.release();
        assertThat(part.spent()).isEqualTo(whole.spent());
    }

    /** However requests overlap, what is spent exceeds the limit by one request at most. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aBudgetIsExceededByOneRequestAtMost(int seed) {
        var random = new Random(seed);
        Budget budget = Budget.of(b -> b.tokens(10_000));
        List<Reservation> open = new ArrayList<>();
        int most = 500;
        for (int i = 0; i < 2_000; i++) {
            if (random.nextBoolean() || open.isEmpty()) {
                try {
                    open.add(budget.reserve(most, FREE, 0));
                } catch (LlmException refused) {
                    assertThat(refused.reason()).isEqualTo(Reason.BUDGET_EXCEEDED);
                }
            } else {
                open.remove(random.nextInt(open.size())).settle(LlmUsage.of(random.nextInt(most + 1), 0), FREE);
            }
        }
        open.forEach(r -> r.settle(LlmUsage.of(most, 0), FREE));

        assertThat(budget.spent().usage().totalTokens()).isBetween(10_000L, 10_000L + most);
    }

    @Test
    void pricesAreExact() {
        LlmPrice price = LlmPrice.perMillion("0.25", "0.025", "2.00");

        assertThat(price.of(new LlmUsage(1_000, 400, 100, 50))).isEqualByComparingTo("0.00036");
    }
}
