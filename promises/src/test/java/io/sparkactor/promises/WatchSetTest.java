package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.NotInTurnException;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchException;
import io.sparkactor.WatchReady;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code watch} replaces the whole set of an actor, or changes nothing and says why. */
@Timeout(60)
class WatchSetTest {

    private final Syndicate syndicate = Syndicate.open("watch-set");
    private final Pipes pipes = new Pipes();
    private final Mail<Object> seen = new Mail<>();
    private final ActorRef<Object> watcher = syndicate.createActor(() -> new Puppet(seen));

    @AfterEach
    void close() throws Exception {
        syndicate.close(Duration.ZERO);
        pipes.close();
    }

    private WatchException refusal(ActorRef<Object> puppet, Watch... watches) {
        var refusals = new ArrayList<WatchException>();
        order(puppet, self -> {
            try {
                self.lookAt(watches);
            } catch (WatchException e) {
                refusals.add(e);
            }
        });
        assertThat(refusals).hasSize(1);
        return refusals.getFirst();
    }

    private void assertStillWatches(Pipe pipe) throws Exception {
        Pipes.write(pipe, "x");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
    }

    @Test
    void aSecondCallReplacesTheSet() throws Exception {
        Pipe first = pipes.open();
        Pipe second = pipes.open();
        Pipe both = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(first), Pipes.readable(both)));
        order(watcher, self -> self.lookAt(Pipes.readable(both), Pipes.readable(second)));
        Pipes.write(first, "x");
        Pipes.write(second, "x");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(second)));
        Pipes.write(both, "x");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(both)));
        order(watcher, self -> self.lookAt(Pipes.readable(both))); // named again, so armed again

        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(both)));
        checkAlive(watcher);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aDirectionMayBeAddedToAndTakenFromAChannel() throws Exception {
        try (var server = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.connect(server.getLocalAddress());
            try (var accepted = server.accept()) {
                client.configureBlocking(false);
                order(watcher, self -> self.lookAt(Watch.readable(client)));
                order(watcher, self -> self.lookAt(Watch.readable(client), Watch.writable(client)));
                assertThat(seen.take()).isEqualTo(new WatchReady(Watch.writable(client)));
                order(watcher, self -> self.lookAt(Watch.readable(client)));
                accepted.shutdownOutput();
                assertThat(seen.take()).isEqualTo(new WatchReady(Watch.readable(client)));
            }
        }
    }

    @Test
    void nothingComesAfterTheSetWasClearedNotEvenWhatIsQueued() throws Exception {
        Pipe pipe = pipes.open();
        Pipe other = pipes.open();
        var othersSeen = new Mail<Object>();
        var beside = syndicate.createActor(() -> new Puppet(othersSeen));
        Consumer<Puppet> clearBehindTheSignal = self -> {
            self.lookAt(Pipes.readable(pipe));
            order(beside, second -> second.lookAt(Pipes.readable(other)));
            writeBoth(pipe, other);
            takeQuietly(othersSeen);
            order(beside, second -> second.again(Pipes.readable(other)));
            takeQuietly(othersSeen); // so the signal of the first pipe is in the mailbox
            self.lookAt();
            self.lookAt(Pipes.readable(pipe)); // the same thing, but another watch: told of once, not twice
            order(beside, second -> second.again(Pipes.readable(other)));
            takeQuietly(othersSeen);
            order(beside, second -> second.again(Pipes.readable(other)));
            takeQuietly(othersSeen);
            self.lookAt();
        };
        order(watcher, clearBehindTheSignal);
        checkAlive(watcher);

        assertThat(seen.all()).isEmpty();
        pipe.source().configureBlocking(true); // it is the user's own again
    }

    private static void writeBoth(Pipe first, Pipe second) {
        try {
            Pipes.write(first, "x");
            Pipes.write(second, "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void takeQuietly(Mail<Object> mail) {
        try {
            assertThat(mail.take()).isInstanceOf(WatchReady.class);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aChannelMayBeLetGoOfAndWatchedAgainAtOnce() throws Exception {
        Pipe pipe = pipes.open();
        for (int i = 0; i < 200; i++) {
            order(watcher, self -> self.lookAt(Pipes.readable(pipe)).lookAt().lookAt(Pipes.readable(pipe)));
            Pipes.write(pipe, "x");
            assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
            assertThat(Pipes.read(pipe.source())).isEqualTo("x");
            order(watcher, Puppet::lookAt);
        }
    }

    @Test
    void aChannelOfAnotherActorIsRefusedAsAWholeAndBothAreNamed() throws Exception {
        Pipe taken = pipes.open();
        Pipe free = pipes.open();
        Pipe before = pipes.open();
        var owner = syndicate.createActor(() -> new Puppet(new Mail<>()));
        order(owner, self -> self.lookAt(Pipes.readable(taken)));
        order(watcher, self -> self.lookAt(Pipes.readable(before)));
        var refusal = refusal(watcher, Pipes.readable(free), Pipes.readable(taken));

        assertThat(refusal)
                .hasMessageContainingAll(
                        watcher.path(), owner.path(), Pipes.readable(taken).toString());
        assertStillWatches(before);
        order(owner, self -> self.lookAt(Pipes.readable(taken), Pipes.readable(free))); // nobody's after that
        order(owner, Puppet::lookAt);
        order(watcher, self -> self.lookAt(Pipes.readable(taken)));
        assertStillWatches(taken);
    }

    @Test
    void whereOneCannotBeWatchedAllStaysAsItWas() throws Exception {
        Pipe before = pipes.open();
        Pipe free = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(before)));
        var refusal = refusal(watcher, Pipes.readable(free), Watch.file(Path.of("no/such/folder/file")));

        assertThat(refusal)
                .hasMessageContainingAll(watcher.path(), "no/such/folder")
                .hasCauseInstanceOf(NoSuchFileException.class);
        Pipes.write(free, "x");
        assertStillWatches(before);
        assertThat(seen.all()).isEmpty();
        free.source().configureBlocking(true); // it is watched no more
    }

    @Test
    void closedBlockingAndUnfitChannelsAreRefusedWithTheReason() throws Exception {
        Pipe closed = pipes.open();
        closed.source().close();
        Pipe blocking = pipes.open();
        blocking.source().configureBlocking(true);
        Pipe pipe = pipes.open();

        assertThat(refusal(watcher, Pipes.readable(closed))).hasMessageContaining("closed");
        assertThat(refusal(watcher, Pipes.readable(blocking))).hasMessageContaining("configureBlocking(false)");
        assertThat(refusal(watcher, Watch.readable(pipe.sink()))).hasMessageContaining("never ready");
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        assertStillWatches(pipe);
    }

    @Test
    void whatIsNotWatchedCannotBeArmed() throws Exception {
        Pipe pipe = pipes.open();

        assertThatThrownBy(() -> order(watcher, self -> self.again(Pipes.readable(pipe))))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(WatchException.class)
                .hasStackTraceContaining("does not watch");
    }

    @Test
    void onlyTheTurnMayWatch() throws Exception {
        Pipe pipe = pipes.open();
        var contexts = new Mail<ActorContext<String>>();
        var actor = syndicate.createActor(String.class, (context, message) -> contexts.put(context));
        actor.tell("context");
        var context = contexts.take();

        assertThatThrownBy(() -> context.watch(Pipes.readable(pipe))).isInstanceOf(NotInTurnException.class);
        assertThatThrownBy(() -> context.rearm(Pipes.readable(pipe))).isInstanceOf(NotInTurnException.class);
    }

    @Test
    void theSameTwiceIsOne() throws Exception {
        Pipe pipe = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe), Pipes.readable(pipe)));
        Pipes.write(pipe, "x");

        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        assertThat(seen.all()).isEmpty();
    }
}
