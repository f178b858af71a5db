package io.sparkactor.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Contender;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** When a round counts, and when it must not. */
class IterationTest {

    private int rounds;
    private int checks;

    @Test
    void roundsGoOnUntilTheyHaveTakenLongEnoughAndEachIsChecked() {
        try (Contender contender = contender(Finish::reached)) {
            double nanos = Iteration.run(contender, 10, Duration.ofMillis(5));
            assertThat(nanos * 10 * rounds).isGreaterThanOrEqualTo(5e6 - 1);
            assertThat(checks).isEqualTo(rounds).isPositive();
        }
    }

    @Test
    void messagesOutOfOrderAreNoResult() {
        try (Contender contender = contender(finish -> finish.expect(7, 8))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Iteration.run(contender, 10, Duration.ZERO))
                    .withMessage("message 8 came where 7 was due");
        }
    }

    @Test
    void wrongResultsAreNoResult() {
        try (Contender contender = contender(finish -> finish.check(false, "the sum is wrong"))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Iteration.run(contender, 10, Duration.ZERO))
                    .withMessage("the sum is wrong");
        }
    }

    private Contender contender(Consumer<Finish> work) {
        return new Contender() {
            @Override
            public void begin(long operations, Finish finish) {
                rounds++;
                work.accept(finish);
            }

            @Override
            public void check() {
                checks++;
            }

            @Override
            public void close() {}
        };
    }
}
