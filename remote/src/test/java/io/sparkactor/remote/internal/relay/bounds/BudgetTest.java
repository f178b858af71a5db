package io.sparkactor.remote.internal.relay.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is kept never grows beyond the bound by a frame that is handed on, and whoever hoards is known. */
class BudgetTest {

    private final AtomicInteger emptied = new AtomicInteger();
    private final Budget budget = new Budget(100, emptied::incrementAndGet);

    @Test
    void aFrameThatDoesNotFitIsRefusedAndTakesNothing() {
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void incompleteFramesTakeRoomToo() {
        assertThat(budget.keep(70)).isTrue();
        assertThat(budget.take(31)).isFalse();
        assertThat(budget.keep(31)).isFalse();
        assertThat(budget.keep(-1))
                .as("who gives back is never the one too many")
                .isTrue();
        assertThat(budget.forwarding()).isZero();
    }

    @Test
    void itSaysWhenNothingIsOnItsWay() {
        budget.take(10);
        budget.take(10);
        budget.give(10);
        assertThat(emptied).hasValue(0);
        budget.give(10);
        assertThat(emptied).hasValue(1);
    }
}
