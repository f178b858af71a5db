package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes are told of when they have something to read, and when they have ended. */
@Timeout(60)
class WatchProcessTest {

    private final Syndicate syndicate = Syndicate.open("watch-process");
    private final Mail<Object> seen = new Mail<>();
    private final ActorRef<Object> watcher = syndicate.createActor(() -> new Puppet(seen));
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private static void answer(Process process, String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    @Test
    void theEndOfAProcessIsToldOnce() throws Exception {
        Process process = start("cat");
        order(watcher, self -> self.lookAt(Watch.process(process)));
        assertThat(seen.all()).isEmpty();
        process.getOutputStream().close();

        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.process(process)));
        assertThat(process.exitValue()).isZero();
        order(watcher, self -> self.again(Watch.process(process)));
        Process second = start("true");
        order(watcher, self -> self.lookAt(Watch.process(process), Watch.process(second)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.process(second)));
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aProcessThatHasEndedIsToldOfAtOnceAndToAllWhoWatchIt() throws Exception {
        Process process = start("true");
        assertThat(process.waitFor()).isZero();
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        order(watcher, self -> self.lookAt(Watch.process(process)));
        order(other, self -> self.lookAt(Watch.process(process)));

        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.process(process)));
        assertThat(others.take()).isEqualTo(new WatchReady(Watch.process(process)));
    }

    /** Where {@code Process.onExit} would wait. */
    @Test
    void theEndIsToldThoughTheCommonPoolIsBusy() throws Exception {
        var mayGoOn = new Gate();
        var busy = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 1; i++) {
            busy.add(CompletableFuture.runAsync(mayGoOn::awaitStubbornly, ForkJoinPool.commonPool()));
        }
        try {
            Process process = start("true");
            order(watcher, self -> self.lookAt(Watch.process(process)));
            assertThat(seen.take()).isEqualTo(new WatchReady(Watch.process(process)));
        } finally {
            mayGoOn.open();
            busy.forEach(CompletableFuture::join);
        }
    }

    /** Reads what a process writes, as a user would: to its end, then it watches no more. */
    private final class Reader extends Actor<String> {

        private final Process process;
        private final StringBuilder text = new StringBuilder();

        Reader(Process process) {
            this.process = process;
        }

        @Override
        protected void preStart() {
            watch(Watch.output(process));
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void onSignal(Signal signal) throws IOException {
            if (signal instanceof WatchReady(Watch watch)) {
                byte[] buffer = new byte[8192];
                int count = process.getInputStream().read(buffer);
                if (count < 0) {
                    seen.put(text.toString());
                    watch();
                } else {
                    text.append(new String(buffer, 0, count, UTF_8));
                    rearm(watch);
                }
            }
        }
    }

    @Test
    void theOutputOfAChildIsReadToItsEnd() throws Exception {
        Process process = start("sh", "-c", "echo one; read line; echo $line; seq 1 20000");
        var unused = syndicate.createActor(() -> new Reader(process));
        answer(process, "two");
        var expected = new StringBuilder("one\ntwo\n");
        for (int i = 1; i <= 20_000; i++) {
            expected.append(i).append('\n');
        }

        assertThat(seen.take()).isEqualTo(expected.toString());
    }

    @Test
    void outputIsToldOnceUntilItIsArmedAgain() throws Exception {
        Process process = start("cat");
        order(watcher, self -> self.lookAt(Watch.output(process)));
        answer(process, "one");
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.output(process)));
        answer(process, "two");
        order(watcher, self -> self.again(Watch.output(process)).again(Watch.output(process)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Watch.output(process)));
        checkAlive(watcher);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aStreamThatSomebodyClosesFails() throws Exception {
        Process process = start("cat");
        order(watcher, self -> self.lookAt(Watch.output(process)));
        process.getInputStream().close();

        assertThat(seen.take())
                .isInstanceOfSatisfying(
                        WatchFailed.class, failed -> assertThat(failed.cause()).isInstanceOf(IOException.class));
    }

    @Test
    void theOutputBelongsToOneActor() throws Exception {
        Process process = start("cat");
        order(watcher, self -> self.lookAt(Watch.output(process)));
        var other = syndicate.createActor(() -> new Puppet(new Mail<>()));

        assertThatThrownBy(() -> order(other, self -> self.lookAt(Watch.output(process))))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(WatchException.class)
                .hasStackTraceContaining(watcher.path());
    }

    @Test
    void manyProcessesAreWatchedAtOnce() throws Exception {
        var watches = new ArrayList<Watch>();
        for (int i = 0; i < 50; i++) {
            Process process = start("sh", "-c", "read line; echo $line");
            watches.add(Watch.process(process));
            watches.add(Watch.output(process));
        }
        order(watcher, self -> self.lookAt(watches.toArray(Watch[]::new)));
        for (Process process : started) {
            answer(process, "x");
        }

        assertThat(seen.take(100))
                .containsExactlyInAnyOrderElementsOf(
                        watches.stream().<Object>map(WatchReady::new).toList());
    }
}
