package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.WatchReady;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** All that an actor watches is let go of when it stops or restarts, and nothing of it reaches a later instance. */
@Timeout(60)
class WatchStopTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("watch-stop");
    private final Pipes pipes = new Pipes();
    private final Mail<Object> seen = new Mail<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        syndicate.close(Duration.ZERO);
        pipes.close();
    }

    private ActorRef<Object> watcher() {
        return syndicate.createActor(ActorSpec.of(() -> new Puppet(seen))
                .supervision(Supervision.restart().backoff(Backoff.none())));
    }

    @Test
    void onStopAChannelIsTheUsersOwnAgainAndStaysOpen() throws Exception {
        Pipe pipe = pipes.open();
        var first = watcher();
        order(first, self -> self.lookAt(Pipes.readable(pipe)));
        syndicate.stop(first);
        assertThat(syndicate.awaitStop(first, LONG)).isTrue();

        assertThat(pipe.source().isOpen()).isTrue();
        var second = watcher();
        order(second, self -> self.lookAt(Pipes.readable(pipe)));
        Pipes.write(pipe, "x");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        syndicate.stop(second);
        assertThat(syndicate.awaitStop(second, LONG)).isTrue();
        Await.until("the selector to let go of the pipe", () -> !pipe.source().isRegistered());
        pipe.source().configureBlocking(true);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void nothingOfAnEarlierInstanceReachesALaterOne() throws Exception {
        Pipe pipe = pipes.open();
        Pipe beside = pipes.open();
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        var watcher = watcher();
        var entered = new Gate();
        var mayFail = new Gate();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        watcher.tell((Consumer<Puppet>) self -> {
            entered.open();
            mayFail.awaitStubbornly();
            throw new IllegalStateException("restart");
        });
        entered.await();
        Pipes.write(pipe, "x");
        Pipes.write(beside, "x");
        order(other, self -> self.lookAt(Pipes.readable(beside)));
        assertThat(others.take()).isInstanceOf(WatchReady.class);
        order(other, self -> self.again(Pipes.readable(beside)));
        assertThat(others.take()).isInstanceOf(WatchReady.class); // so the signal of the first pipe is queued
        mayFail.open();
        order(watcher, self -> self.lookAt(Pipes.writable(pipe)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.writable(pipe)));
        checkAlive(watcher);

        assertThat(seen.all()).isEmpty();
        order(other, self -> self.lookAt(Pipes.readable(pipe))); // nobody's any more
        assertThat(others.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
    }

    @Test
    void whatAFailedStartHasWatchedIsLetGoOf() throws Exception {
        Pipe pipe = pipes.open();
        assertThatThrownBy(() -> syndicate.createActor(() -> new Actor<String>() {
                    @Override
                    protected void preStart() throws IOException {
                        watch(Pipes.readable(pipe));
                        throw new IOException("does not start");
                    }

                    @Override
                    protected void process(Message<String> message) {}
                }))
                .isInstanceOf(ActorCreationException.class);
        var watcher = watcher();

        Await.until("the pipe to be nobody's", () -> canWatch(watcher, Pipes.readable(pipe)));
    }

    private static boolean canWatch(ActorRef<Object> watcher, Watch watch) {
        var watched = new Mail<Boolean>();
        order(watcher, self -> {
            try {
                self.lookAt(watch);
                watched.put(true);
            } catch (WatchException e) {
                watched.put(false);
            }
        });
        return watched.all().contains(true);
    }

    @Test
    void whatPreStartWatchesIsToldBehindTheStart() throws Exception {
        Pipe pipe = pipes.open();
        Pipes.write(pipe, "x");
        var unused = syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void preStart() {
                watch(Pipes.readable(pipe));
            }

            @Override
            protected void process(Message<String> message) {}

            @Override
            protected void onSignal(Signal signal) {
                seen.put(signal);
            }
        });

        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
    }

    @Test
    void inPostStopNothingIsWatched() throws Exception {
        Pipe pipe = pipes.open();
        var actor = syndicate.createActor(() -> new Actor<String>() {
            @Override
            protected void process(Message<String> message) {}

            @Override
            protected void postStop() {
                watch(Pipes.readable(pipe));
            }
        });
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

        assertThat(pipe.source().isRegistered()).isFalse();
        order(watcher(), self -> self.lookAt(Pipes.readable(pipe)));
    }

    @Test
    void itsThreadsEndWithTheSyndicate() throws Exception {
        Pipe pipe = pipes.open();
        Process process = new ProcessBuilder("sleep", "60").start();
        try (var own = Syndicate.open("watch-ends")) {
            var watcher = own.createActor(() -> new Puppet(seen));
            order(
                    watcher,
                    self -> self.lookAt(
                            Pipes.readable(pipe), Watch.file(folder), Watch.process(process), Watch.output(process)));
            assertThat(threads("watch-ends")).hasSize(2);
        } finally {
            process.destroy();
        }

        Await.until("its threads to end", () -> threads("watch-ends").isEmpty());
        assertThat(pipe.source().isOpen()).isTrue();
        assertThat(pipe.source().isRegistered()).isFalse();
        assertThat(seen.all()).isEmpty();
    }

    private static List<String> threads(String syndicate) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("spark-channels-" + syndicate) || name.equals("spark-files-" + syndicate))
                .toList();
    }
}
