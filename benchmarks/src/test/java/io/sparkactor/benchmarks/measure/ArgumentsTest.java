package io.sparkactor.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sparkactor.benchmarks.measure.Figure.Side;
import org.junit.jupiter.api.Test;

/** What may be written behind the name of a benchmark. */
class ArgumentsTest {

    @Test
    void namesAreReadWhateverTheirCaseAndMeanAllIfThereAreNone() {
        Arguments some = Arguments.parse(new String[] {"--only", "at_least,AT_MOST"}, "--only=");
        assertThat(some.names("--only", Side.class)).containsExactly(Side.AT_LEAST, Side.AT_MOST);
        assertThat(Arguments.parse(new String[0], "--only=").names("--only", Side.class))
                .containsExactly(Side.values());
    }

    @Test
    void unknownOptionsAreRefusedWithTheKnownOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(new String[] {"--fork", "2"}, "--forks=", "--quick"))
                .withMessageContainingAll("--fork", "[--forks=, --quick]");
    }
}
