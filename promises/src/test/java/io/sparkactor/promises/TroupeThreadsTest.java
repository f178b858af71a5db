package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backend;
import io.sparkactor.Execution;
import io.sparkactor.ExecutorCallException;
import io.sparkactor.InvalidActorSpecException;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.JobTimeoutException;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeSettings;
import io.sparkactor.troupe.TroupeStatus;
import io.sparkactor.troupe.UpdateTroupeSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One setting makes the workers of a troupe run on threads of their own. */
@Timeout(60)
class TroupeThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private static final Gate ALL_AT_WORK = new Gate(3);

    private final Syndicate syndicate = Syndicate.open("troupe-threads", c -> c.backend(Backend.THREADED));

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Does what the job says, and says on which thread. */
    static final class Clerk extends Actor<String> {
        @Override
        protected void process(Message<String> message) throws Exception {
            switch (message.content()) {
                case "together" -> {
                    ALL_AT_WORK.open();
                    ALL_AT_WORK.await();
                }
                case "fail" -> throw new IllegalStateException("no");
                case "keep" -> Troupe.keep(message);
                case "hang" -> Thread.sleep(5_000);
                case "stop" -> stop();
                default -> {}
            }
            message.reply(
                    Thread.currentThread().isVirtual()
                            ? "virtual"
                            : Thread.currentThread().threadId() + "");
        }
    }

    private ActorRef<String> troupe(UnaryOperator<TroupeSettings<String>> settings) {
        return syndicate.createActor(Troupe.of(ActorSpec.of(Clerk.class), settings));
    }

    private TroupeStatus status(ActorRef<String> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    @Test
    void workersOnThreadsWorkAtTheSameTimeAndRepliesGoToTheSender() {
        var troupe = troupe(s -> s.max(3).execution(Execution.THREAD));
        var replies = IntStream.range(0, 3)
                .mapToObj(i -> troupe.askAsync("together", String.class, LONG))
                .toList();

        assertThat(replies.stream().map(reply -> reply.join()).distinct())
                .hasSize(3)
                .doesNotContain("virtual");
        assertThat(status(troupe).execution()).isEqualTo(Execution.THREAD);
        assertThat(Books.settled(syndicate).failed()).isZero();
    }

    @Test
    void theSystemSaysWhereWorkersRunIfTheSettingLeavesItToIt() {
        assertThat(troupe(s -> s).ask("where", String.class, LONG)).isEqualTo("virtual");
        assertThat(troupe(s -> s.execution(Execution.SYSTEM)).ask("where", String.class, LONG))
                .isNotEqualTo("virtual");
        var changed = troupe(s -> s);
        Troupe.control(changed).ask(new UpdateTroupeSettings().execution(Execution.THREAD), LONG);
        assertThat(changed.ask("where", String.class, LONG)).isNotEqualTo("virtual");
    }

    @Test
    void aFailureOnAThreadFailsItsJobAndTheNextIsDone() {
        var troupe = troupe(s -> s.max(1).execution(Execution.THREAD));

        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no");
        assertThat(troupe.ask("next", String.class, LONG)).isNotNull();
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
    }

    @Test
    void aWorkerThatStopsItselfIsReplaced() {
        var troupe = troupe(s -> s.max(1).execution(Execution.THREAD));

        assertThat(troupe.ask("stop", String.class, LONG)).isNotNull();
        assertThat(troupe.ask("next", String.class, LONG)).isNotNull();
        Books.settled(syndicate);
    }

    @Test
    void aThreadThatTakesTooLongIsLeftBehind() {
        var troupe = troupe(s -> s.max(1).execution(Execution.THREAD).jobTimeout(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> troupe.ask("hang", String.class, LONG))
                .hasRootCauseInstanceOf(JobTimeoutException.class);
        assertThat(troupe.ask("next", String.class, LONG)).isNotNull();
        Await.until("one worker", () -> status(troupe).workers() == 1);
    }

    @Test
    void onlyAnInProcessWorkerCanKeepItsJobOpen() {
        var troupe = troupe(s -> s.execution(Execution.THREAD));

        assertThatThrownBy(() -> troupe.ask("keep", String.class, LONG))
                .hasRootCauseInstanceOf(ExecutorCallException.class)
                .hasMessageContaining("Troupe.keep");
    }

    @Test
    void aSupplierCannotMakeProcesses() {
        assertThatThrownBy(() -> Troupe.of(Clerk::new, s -> s.execution(Execution.PROCESS)))
                .isInstanceOf(InvalidActorSpecException.class)
                .hasMessageContaining("Troupe.of(ActorSpec.of(Worker.class");
    }
}
