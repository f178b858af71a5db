package io.sparkactor.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.benchmarks.agent.CancelRun;
import io.sparkactor.benchmarks.agent.SoakRun;
import io.sparkactor.benchmarks.process.CpuRun;
import io.sparkactor.benchmarks.process.RoundTripRun;
import io.sparkactor.benchmarks.process.StartRun;
import io.sparkactor.benchmarks.remote.TunnelChild;
import io.sparkactor.benchmarks.remote.Way;
import org.junit.jupiter.api.Test;

/** Whether the benchmarks still run that have servers or processes beside their JVM, and mostly wait for these. */
class FarSmokeTest {

    @Test
    void hungStreamsOfAnAgentAreClosed() throws InterruptedException {
        try (var run = new CancelRun(Double.NaN)) {
            assertThat(run.cancels(2)).hasSize(4).allMatch(figure -> figure.value() > 0);
            assertThat(run.timeouts(2)).hasSize(4).allMatch(figure -> figure.value() > 0);
        }
    }

    @Test
    void tokensComeOverHttp() throws InterruptedException {
        AgentStreams.main(new String[] {"--http", "--agents", "2", "--rate", "10", "--seconds", "1"});
    }

    @Test
    void agentsOnABadNetworkPayOnce() throws InterruptedException {
        try (var run = new SoakRun()) {
            SoakRun.Outcome outcome = run.turns(40, 4);
            assertThat(outcome.answered() + outcome.failed()).isEqualTo(40);
            assertThat(outcome.paid()).isPositive();
            assertThat(outcome.paidTwice()).isZero();
        }
    }

    @Test
    void processesAnswerComputeAndStart() throws Exception {
        RoundTripRun.main(new String[] {"1"});
        CpuRun.main(new String[] {"1"});
        StartRun.main(new String[] {"smoke", "1"});
    }

    /** The other ways, in one JVM, and whether all arrives: {@code RemoteRunTest}. */
    @Test
    void systemsInProcessesOfTheirOwnTalkByARelayInAThirdOne() throws Exception {
        TunnelChild.main(new String[] {Way.ENCRYPTED.name(), "0", "1", "20", "50"});
    }
}
