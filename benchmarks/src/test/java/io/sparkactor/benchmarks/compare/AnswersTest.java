package io.sparkactor.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.suite.Framework;
import org.junit.jupiter.api.Test;

/** What becomes of the figures of several contenders. */
class AnswersTest {

    private final Answers answers = new Answers();

    @Test
    void mediansStandBesideEachOtherWithTheirRatios() {
        add("ask", "ns", Framework.SPARK, 9, 10, 12);
        add("ask", "ns", Framework.PEKKO, 30, 40, 41);
        assertThat(answers.comparison().toString()).contains("| 10 ns | 40 ns         | 4.00 × |");
        assertThat(answers.forks().toString()).contains("9 ns / 10 ns / 12 ns", "30 ns / 40 ns / 41 ns");
    }

    @Test
    void countsAndSharesAreNotCompared() {
        add("asks", "", Framework.SPARK, 10, 10);
        add("asks", "", Framework.PEKKO, 40, 40);
        add("idle", "%", Framework.SPARK, 0, 1);
        add("idle", "%", Framework.PEKKO, 1, 1);
        assertThat(answers.comparison().toString()).doesNotContain("×");
    }

    @Test
    void barIsOfSparkAsAMultipleOfPekko() {
        add("p50", "µs", Framework.SPARK, 13, 13);
        add("p50", "µs", Framework.PEKKO, 10, 10);
        assertThat(answers.timesPekko("p50", 1.2).isMet()).isFalse();
        assertThat(answers.timesPekko("p50", 1.3).isMet()).isTrue();
        assertThat(answers.timesPekko("p50", 1.2).what()).doesNotContain("not established");
    }

    @Test
    void differenceSmallerThanThatOfTheForksIsSaidNotToBeEstablished() {
        add("p50", "µs", Framework.SPARK, 10, 16);
        add("p50", "µs", Framework.PEKKO, 10, 10);
        assertThat(answers.timesPekko("p50", 1.2).what()).contains("not established");
    }

    @Test
    void figureThatNobodyMeasuredIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answers.ours("p50", 1))
                .withMessageContainingAll("SPARK", "p50");
    }

    private void add(String what, String unit, Framework framework, double... forks) {
        for (double fork : forks) {
            answers.add(framework, Figure.of(what, fork, unit));
        }
    }
}
