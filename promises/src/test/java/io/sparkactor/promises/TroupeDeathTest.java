package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Execution;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.JobTimeoutException;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The death of a worker's process is no failure of its job, which is run again; but not for ever. */
@Timeout(60)
class TroupeDeathTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final IOException DEATH = new IOException("exit code 137");

    private static volatile Mail<String> begun = new Mail<>();
    private static volatile Gate release = new Gate();

    private final Syndicate syndicate = Syndicate.open("troupe-deaths");

    @BeforeEach
    void provide() {
        FarProvider.present(true);
        begun = new Mail<>();
        release = new Gate();
    }

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
        FarProvider.present(false);
    }

    /** Stays with each job until the test lets it go on; answers before that if the job says so. */
    static final class Worker extends Actor<String> {
        @Override
        protected void process(Message<String> message) {
            if (message.content().equals("early")) {
                message.reply("done");
            }
            begun.put(message.content());
            if (!message.content().equals("quick")) {
                release.awaitStubbornly();
            }
            message.reply("done");
        }
    }

    private ActorRef<String> troupe(Supervision supervision, UnaryOperator<TroupeSettings<String>> settings) {
        return syndicate.createActor(Troupe.of(
                ActorSpec.of(Worker.class).supervision(supervision),
                s -> settings.apply(s.max(1).execution(Execution.PROCESS))));
    }

    private static Supervision supervision(boolean restarts) {
        return restarts ? Supervision.restart().limit(RestartLimit.none()).backoff(Backoff.none()) : Supervision.stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobWhoseProcessDiesIsRunAgain(boolean restarts) throws Exception {
        var troupe = troupe(supervision(restarts), s -> s);
        var ask = troupe.askAsync("job", String.class, LONG);
        begun.take();
        FarProvider.dieAll(DEATH);
        begun.take();
        release.open();

        assertThat(ask.join()).isEqualTo("done");
        var status = Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
        assertThat(status.reExecutions()).isEqualTo(1);
        assertThat(Books.settled(syndicate).failed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJobThatKillsEachProcessIsGivenUpWithTheCause(boolean restarts) throws Exception {
        var troupe = troupe(supervision(restarts), s -> s.attempts(3));
        var ask = troupe.askAsync("job", String.class, LONG);
        for (int i = 0; i < 3; i++) {
            begun.take();
            FarProvider.dieAll(DEATH);
        }

        assertThatThrownBy(ask::join)
                .hasCauseInstanceOf(AskFailedException.class)
                .hasRootCause(DEATH);
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        assertThat(syndicate.deadLetters().getLast().reason()).isEqualTo(DeadLetterReason.ATTEMPTS_USED_UP);
        assertThat(troupe.ask("quick", String.class, LONG)).isEqualTo("done");
    }

    @Test
    void aJobThatWasAnsweredBeforeItsProcessDiedIsNotRunAgain() throws Exception {
        var troupe = troupe(Supervision.stop(), s -> s);
        assertThat(troupe.ask("early", String.class, LONG)).isEqualTo("done");
        begun.take();
        FarProvider.dieAll(DEATH);

        assertThat(troupe.ask("quick", String.class, LONG)).isEqualTo("done");
        Books.settled(syndicate);
        assertThat(begun.all()).containsExactly("quick");
    }

    @Test
    void aProcessThatDiesWithoutAJobIsReplaced() throws Exception {
        var troupe = troupe(Supervision.stop(), s -> s);
        for (int i = 0; i < 20; i++) {
            assertThat(troupe.ask("quick", String.class, LONG)).isEqualTo("done");
            Books.settled(syndicate);
            FarProvider.dieAll(DEATH);
        }
        assertThat(begun.take(20)).hasSize(20);
    }

    @Test
    void aProcessThatTakesTooLongIsStopped() throws Exception {
        var troupe = troupe(Supervision.stop(), s -> s.jobTimeout(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> troupe.ask("slow", String.class, LONG))
                .hasRootCauseInstanceOf(JobTimeoutException.class);
        assertThat(troupe.ask("quick", String.class, LONG)).isEqualTo("done");
    }
}
