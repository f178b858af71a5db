package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.JobTimeoutException;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeSettings;
import io.sparkactor.troupe.TroupeStatus;
import io.sparkactor.troupe.UpdateTroupeSettings;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the troupe of the Python original runs work twice, loops or dies, ours does not. */
@Timeout(60)
class OriginalTroupeDefectsTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("original-troupe");
    private final Mail<String> runs = new Mail<>();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<String> troupe(UnaryOperator<TroupeSettings<String>> settings) {
        return syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    runs.put(message.content());
                    switch (message.content()) {
                        case "fail" -> throw new IllegalStateException("always");
                        case "wait" -> gate.awaitStubbornly();
                        case "die once" -> {
                            if (runs.all().size() == 1) {
                                Troupe.keep(message);
                                context.stop();
                                return;
                            }
                        }
                        default -> {}
                    }
                    message.reply("done");
                }),
                settings));
    }

    private TroupeStatus status(ActorRef<String> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    /** The original: work of a dead worker is queued again and assigned again, and runs twice. */
    @Test
    void theWorkOfADeadWorkerIsRunOnceMoreAndNotTwice() {
        var troupe = troupe(s -> s);

        assertThat(troupe.ask("die once", String.class, LONG)).isEqualTo("done");
        Books.settled(syndicate);
        assertThat(runs.all()).containsExactly("die once", "die once");
        assertThat(status(troupe).reExecutions()).isEqualTo(1);
    }

    /** The original: such a job loops for ever, and the queue grows. */
    @Test
    void aJobThatAlwaysFailsComesToAnEnd() {
        var troupe = troupe(s -> s.attempts(4).retryFailures());

        assertThatThrownBy(() -> troupe.ask("fail", String.class, LONG)).isInstanceOf(AskFailedException.class);
        Books.settled(syndicate);
        assertThat(runs.all()).hasSize(4);
        assertThat(status(troupe).pending()).isZero();
    }

    /** The original: one job too many kills the manager, and all workers with it. */
    @Test
    void anOverloadKillsNobody() throws Exception {
        var troupe = troupe(s -> s.max(1).maxPending(1));
        var first = troupe.askAsync("wait", String.class, LONG);
        runs.take();
        var jobs = IntStream.range(0, 50)
                .mapToObj(i -> troupe.askAsync("job", String.class, LONG))
                .toList();
        Await.until("the refusals", () -> status(troupe).refusedJobs() == 49);
        gate.open();

        assertThat(first.join()).isEqualTo("done");
        assertThat(jobs.stream()
                        .filter(job -> job.exceptionally(e -> refusal(e)).join().equals("done")))
                .hasSize(1);
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
    }

    private static String refusal(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        assertThat(cause).isInstanceOf(AskRefusedException.class);
        return "refused";
    }

    /** The original: a malformed command kills the manager. */
    @Test
    void aMalformedCommandCannotEvenBeMade() {
        var troupe = troupe(s -> s);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Troupe.control(troupe).tell(new UpdateTroupeSettings().max(-1)));
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
    }

    /** The original: what a worker returns is ignored, unlike that of any other actor. */
    @Test
    void aWorkerRepliesLikeAnyActor() {
        assertThat(troupe(s -> s).ask("job", String.class, LONG)).isEqualTo("done");
    }

    /** The original: a smaller number of workers is taken, and nothing happens. */
    @Test
    void shrinkingTakesEffect() {
        var troupe = troupe(s -> s.max(3).idle(3));
        var jobs = IntStream.range(0, 3)
                .mapToObj(i -> troupe.askAsync("wait", String.class, LONG))
                .toList();
        Await.until("three workers", () -> status(troupe).workers() == 3);
        gate.open();
        jobs.forEach(job -> job.join());
        Troupe.control(troupe).ask(new UpdateTroupeSettings().max(1), LONG);

        Await.until("one worker", () -> status(troupe).workers() == 1);
    }

    /** The original has no limit for a job. */
    @Test
    void aJobThatHangsIsEnded() {
        var troupe = troupe(s -> s.max(1).jobTimeout(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> troupe.ask("wait", String.class, LONG))
                .hasRootCauseInstanceOf(JobTimeoutException.class);
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
    }
}
