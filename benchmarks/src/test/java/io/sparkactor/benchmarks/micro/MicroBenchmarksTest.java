package io.sparkactor.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Whether what JMH measures does what it says; how fast it is does not matter here. */
class MicroBenchmarksTest {

    @Test
    void mailboxAndQueuesHandOutAllThatWasPutIn() {
        MailboxBenchmark benchmark = new MailboxBenchmark();
        assertThat(benchmark.idleEachTime()).isEqualTo(1);
        assertThat(benchmark.batch())
                .isEqualTo(64 * 63 / 2)
                .isEqualTo(benchmark.batchOfConcurrentLinkedQueue())
                .isEqualTo(benchmark.batchOfLinkedTransferQueue());
    }

    @Test
    void chainsOfTurnsEnd() {
        HandOverBenchmark benchmark = new HandOverBenchmark();
        assertThatCode(benchmark::fromTurnToTurn).doesNotThrowAnyException();
        assertThatCode(benchmark::fromOutside).doesNotThrowAnyException();
        benchmark.close();
    }

    @Test
    void timersAreCancelledBeforeTheyFire() {
        TimerBenchmark benchmark = new TimerBenchmark();
        benchmark.outstanding = 100;
        benchmark.fill();
        assertThat(benchmark.wheel()).isTrue();
        assertThat(benchmark.pool()).isTrue();
        benchmark.close();
    }

    @Test
    void everyAskIsAnswered() throws InterruptedException {
        AskBenchmark benchmark = new AskBenchmark();
        assertThat(benchmark.fromActor()).isEqualTo(999 * 1000 / 2);
        assertThat(benchmark.fromVirtualThread()).isEqualTo(999 * 1000 / 2);
        assertThat(benchmark.fromPlatformThread()).isEqualTo(1);
        benchmark.close();
    }

    @Test
    void eachIdIsAnotherOne() {
        IdBenchmark benchmark = new IdBenchmark();
        assertThat(benchmark.next()).isNotEqualTo(benchmark.next());
    }
}
