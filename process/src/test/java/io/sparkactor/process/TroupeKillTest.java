package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Execution;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A troupe of processes, of which one after the other is killed: each job is answered, and answered once.
 *
 * <p>{@code -Dspark.jobs=100000} sets how many jobs there are, {@code -Dspark.kill.millis=2000} the pause between kills, and {@code
 * -Dspark.job.millis=1} how long a job sleeps before its reply, and as long behind it. The figures are printed.
 */
@Timeout(value = 9, unit = TimeUnit.MINUTES)
class TroupeKillTest {

    private static final int WORKERS = 4;
    private static final int ASKERS = 64;
    private static final int LEAST_KILLS = 3;
    private static final int JOBS = Integer.getInteger("spark.jobs", 1_000);
    private static final int JOB_MILLIS = Integer.getInteger("spark.job.millis", 1);
    private static final Duration PAUSE = Duration.ofMillis(Integer.getInteger("spark.kill.millis", 300));

    /** An ask in vain ends the test; nothing says how long one may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Syndicate syndicate = Syndicate.open("troupe-kills");
    private final CountDownLatch askersEnd = new CountDownLatch(ASKERS);
    private final Reaper reaper = new Reaper(askersEnd);
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @TempDir
    Path runs;

    /** Sleeps so long, replies, and sleeps again. */
    record Job(int number, int millis) implements Request<Job, Done> {}

    /** Which job was done, and by which process. */
    record Done(int number, long pid) {}

    /** Writes down each job that it begins, in a file of its process. */
    static final class Clerk extends Actor<Job> {

        private final FileChannel begun;

        Clerk(String folder) throws IOException {
            String name = Long.toString(ProcessHandle.current().pid());
            begun = FileChannel.open(Path.of(folder, name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        protected void process(Message<Job> message) throws Exception {
            Job job = message.content();
            int written = begun.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, job.number()));
            assert written == Integer.BYTES;
            Thread.sleep(job.millis());
            message.reply(job, new Done(job.number(), ProcessHandle.current().pid()));
            Thread.sleep(job.millis()); // so that some die behind their reply
        }

        @Override
        protected void postStop() throws IOException {
            begun.close();
        }
    }

    @BeforeEach
    void quiet() {
        Processes.quiet();
    }

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Workers that are killed stop, and are replaced by the troupe; or they restart, in another process. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyJobIsAnsweredOnceWhileWorkersAreKilled(boolean restarts) throws Exception {
        ActorSpec<Job> clerk = ActorSpec.<Job>of(Clerk.class, runs.toString())
                .supervision(
                        restarts
                                ? Supervision.restart()
                                        .limit(RestartLimit.none())
                                        .backoff(Backoff.none())
                                : Supervision.stop());
        ActorRef<Job> troupe = syndicate.createActor(
                Troupe.of(clerk, s -> s.max(WORKERS).idle(WORKERS).attempts(10).execution(Execution.PROCESS)));

        for (int i = 0; i < ASKERS; i++) {
            Thread.startVirtualThread(() -> askOn(troupe));
        }
        reaper.run(WORKERS, PAUSE);
        askersEnd.await();

        Processes.booksSettle(syndicate);
        Ledger ledger = syndicate.ledger();
        TroupeStatus status = Troupe.control(troupe).ask(new GetTroupeStatus(), PATIENCE);
        List<Integer> begun = begun();
        print(status, begun.size());
        nothingIsLostOrAnsweredTwice(ledger, status);
        fewAreRunAgain(status, begun);

        syndicate.close();

        assertThat(Processes.children()).isEmpty();
    }

    private void nothingIsLostOrAnsweredTwice(Ledger ledger, TroupeStatus status) {
        assertThat(failures).isEmpty();
        assertThat(answers).hasValue(jobs.get()).hasValueGreaterThanOrEqualTo(JOBS);
        assertThat(syndicate.deadLetters()).as("late replies among others").isEmpty();
        assertThat(ledger.refused() + ledger.deadLettered()).isZero();
        assertThat(status.doneJobs()).isEqualTo(answers.get());
        assertThat(status.failedJobs() + ledger.failed()).isZero();
    }

    /** Each worker has one job in hand, so each kill costs one run at most. */
    private void fewAreRunAgain(TroupeStatus status, List<Integer> begun) {
        assertThat(reaper.kills()).isGreaterThanOrEqualTo(LEAST_KILLS);
        assertThat(reaper.replacements()).hasSizeGreaterThanOrEqualTo(reaper.kills() - 1);
        assertThat(status.reExecutions()).isLessThanOrEqualTo(reaper.kills());
        assertThat(Set.copyOf(begun)).hasSize(answers.get());
        assertThat(begun.size() - answers.get()).isBetween(0, (int) status.reExecutions());
    }

    /** Asks one job after the other, until there were enough of them and enough kills. */
    private void askOn(ActorRef<Job> troupe) {
        try {
            while (jobs.get() < JOBS || reaper.kills() < LEAST_KILLS) {
                int number = jobs.getAndIncrement();
                Done done = troupe.ask(new Job(number, JOB_MILLIS), PATIENCE);
                assertThat(done.number()).isEqualTo(number);
                answers.incrementAndGet();
                reaper.hasAnswered(done.pid());
            }
        } catch (Throwable e) { // whatever it is, it is told below
            failures.add(e);
        } finally {
            askersEnd.countDown();
        }
    }

    /** The jobs that workers have begun, with those that were begun again. */
    private List<Integer> begun() throws IOException {
        List<Integer> begun = new ArrayList<>();
        try (Stream<Path> files = Files.list(runs)) {
            for (Path file : files.toList()) {
                ByteBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file));
                while (numbers.hasRemaining()) {
                    begun.add(numbers.getInt());
                }
            }
        }
        return begun;
    }

    private void print(TroupeStatus status, int begun) {
        List<Duration> replacements = reaper.replacements();
        System.out.printf(
                "%d jobs, %d answers; %d kills, %d jobs given again, %d of them begun before;"
                        + " replaced within %d ms (median), %d ms (longest)%n",
                jobs.get(),
                answers.get(),
                reaper.kills(),
                status.reExecutions(),
                begun - answers.get(),
                replacements.get(replacements.size() / 2).toMillis(),
                replacements.getLast().toMillis());
    }
}
