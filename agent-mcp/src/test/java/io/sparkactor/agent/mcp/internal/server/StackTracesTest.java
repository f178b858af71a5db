package io.sparkactor.agent.mcp.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that calls what fails, as fast as it can, does not fill the log. */
class StackTracesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private static long takenOf100(StackTraces stacks, long now) {
        long taken = 0;
        for (int i = 0; i < 100; i++) {
            taken += stacks.take(now) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void aFewAreTakenInASecondAndAFewInTheNext() {
        long start = Long.MAX_VALUE - SECOND / 2; // a clock for intervals may go past its end
        var stacks = new StackTraces(start);

        assertThat(takenOf100(stacks, start)).isEqualTo(5);
        assertThat(takenOf100(stacks, start + SECOND - 1)).isZero();
        assertThat(takenOf100(stacks, start + SECOND)).isEqualTo(5);
    }
}
