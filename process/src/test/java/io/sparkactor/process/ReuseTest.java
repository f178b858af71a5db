package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.ProcessOptions;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes are used again, where that does no harm. */
class ReuseTest {

    private final Syndicate syndicate = Syndicate.open("reuse");

    @BeforeEach
    void quiet() {
        Processes.quiet();
    }

    @AfterEach
    void close() {
        syndicate.close();
    }

    private static long pid(ActorRef<Work> worker) {
        return worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();
    }

    @Test
    void aProcessServesTheNextActorWhenOneHasStopped() throws Exception {
        Set<Long> pids = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            ActorRef<Work> worker = syndicate.createActor(Processes.worker("nr " + i));
            pids.add(pid(worker));
            assertThat(worker.ask(new Work.Greet("x"), Processes.PATIENCE)).isEqualTo("nr " + i + ", x");
            syndicate.stop(worker);
            assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
        }

        assertThat(pids).hasSizeLessThan(10);
    }

    @Test
    void aProcessWithOtherOptionsIsAnother() throws Exception {
        ActorRef<Work> first = syndicate.createActor(Processes.worker("a"));
        long before = pid(first);
        syndicate.stop(first);
        assertThat(syndicate.awaitStop(first, Processes.PATIENCE)).isTrue();

        var options = ProcessOptions.defaults().maxHeap(64 << 20);
        assertThat(pid(syndicate.createActor(Processes.worker("a").process(options))))
                .isNotEqualTo(before);
    }

    @Test
    void aProcessWhoseActorHasLeftAThreadIsNotUsedAgain() throws Exception {
        ActorRef<Work> worker = syndicate.createActor(Processes.worker("a"));
        long before = pid(worker);
        worker.ask(new Work.LeaveThread(), Processes.PATIENCE);

        syndicate.stop(worker);

        assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
        Await.until(
                "the end of the process",
                Processes.PATIENCE,
                () -> !ProcessHandle.of(before).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void aFailedHandlerLeavesItsProcessInUse() {
        ActorRef<Work> worker = syndicate.createActor(Processes.worker("a").supervision(Supervision.resume()));
        long before = pid(worker);

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        AskFailedException.class, () -> worker.ask(new Work.Fail("x"), Processes.PATIENCE)))
                .isNotNull();

        assertThat(pid(worker)).isEqualTo(before);
    }
}
