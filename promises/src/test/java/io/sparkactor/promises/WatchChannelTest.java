package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel that an actor watches is told of once each time that it is ready, until the actor arms it anew. */
@Timeout(60)
class WatchChannelTest {

    private final Syndicate syndicate = Syndicate.open("watch-channel");
    private final Pipes pipes = new Pipes();
    private final Mail<Object> seen = new Mail<>();
    private final ActorRef<Object> watcher = syndicate.createActor(() -> new Puppet(seen));

    @AfterEach
    void close() throws Exception {
        syndicate.close(Duration.ZERO);
        pipes.close();
    }

    /** Returns when every signal that was to come has come: the watcher's thread has told of another pipe since, and so has its actor. */
    private void settle() throws Exception {
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        Pipe pipe = pipes.open();
        Pipes.write(pipe, "x");
        for (int i = 0; i < 3; i++) {
            order(other, self -> self.lookAt());
            order(other, self -> self.lookAt(Pipes.readable(pipe)));
            assertThat(others.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        }
        checkAlive(watcher);
    }

    @Test
    void whatCanBeReadIsToldOnceUntilItIsArmedAgain() throws Exception {
        Pipe pipe = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        settle();
        assertThat(seen.all()).isEmpty();
        Pipes.write(pipe, "one");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        Pipes.write(pipe, ", two");
        settle();
        assertThat(seen.all()).isEmpty(); // though nobody has read

        order(watcher, self -> self.again(Pipes.readable(pipe)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        assertThat(Pipes.read(pipe.source())).isEqualTo("one, two");
        order(watcher, self -> self.again(Pipes.readable(pipe)));
        settle();
        assertThat(seen.all()).isEmpty(); // as it has been read
        Pipes.write(pipe, "three");
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
    }

    @Test
    void theEndOfAChannelIsToldAsReadable() throws Exception {
        Pipe pipe = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        pipe.sink().close();

        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        assertThat(Pipes.read(pipe.source())).isNull();
    }

    @Test
    void aFullChannelIsToldWhenItTakesBytesAgain() throws Exception {
        Pipe pipe = pipes.open();
        Pipes.fill(pipe);
        order(watcher, self -> self.lookAt(Pipes.writable(pipe)));
        settle();
        assertThat(seen.all()).isEmpty();
        Pipes.drain(pipe);

        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.writable(pipe)));
        settle();
        assertThat(seen.all()).isEmpty(); // though it takes bytes still
        order(watcher, self -> self.again(Pipes.writable(pipe)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.writable(pipe)));
    }

    @Test
    void connectionsAreToldAsReadableAndWritableAndBothDirectionsOfOne() throws Exception {
        try (var server = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            client.configureBlocking(false);
            boolean unused = client.connect(server.getLocalAddress());
            order(watcher, self -> self.lookAt(Watch.readable(server), Watch.writable(client)));
            assertThat(seen.take(2))
                    .containsExactlyInAnyOrder(
                            new WatchReady(Watch.readable(server)), new WatchReady(Watch.writable(client)));
            assertThat(client.finishConnect()).isTrue();
            try (var accepted = server.accept()) {
                accepted.configureBlocking(false);
                order(watcher, self -> self.lookAt(Watch.readable(accepted), Watch.writable(accepted)));
                assertThat(seen.take()).isEqualTo(new WatchReady(Watch.writable(accepted)));
                client.shutdownOutput();
                assertThat(seen.take()).isEqualTo(new WatchReady(Watch.readable(accepted)));
            }
        }
    }

    @Test
    void theSignalComesBehindWhatWasQueuedBefore() throws Exception {
        Pipe pipe = pipes.open();
        var entered = new Gate();
        var mayGoOn = new Gate();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        watcher.tell((Consumer<Puppet>) self -> {
            entered.open();
            mayGoOn.awaitStubbornly();
        });
        entered.await();
        watcher.tell("before");
        Pipes.write(pipe, "x");
        settleBeside();
        watcher.tell("after");
        mayGoOn.open();

        assertThat(seen.take(3)).containsExactly("before", new WatchReady(Pipes.readable(pipe)), "after");
    }

    /** As settle, for a watcher that is busy. */
    private void settleBeside() throws Exception {
        var others = new Mail<Object>();
        var other = syndicate.createActor(() -> new Puppet(others));
        List<Pipe> more = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Pipe pipe = pipes.open();
            Pipes.write(pipe, "x");
            more.add(pipe);
            order(other, self -> self.lookAt(more.stream().map(Pipes::readable).toArray(Watch[]::new)));
            assertThat(others.take(more.size())).hasSize(more.size());
        }
    }

    @Test
    void signalsStandInNoBooks() throws Exception {
        Pipe pipe = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        long before = Books.settled(syndicate).offered();
        Pipes.write(pipe, "x");
        assertThat(seen.take()).isInstanceOf(WatchReady.class);

        assertThat(Books.settled(syndicate).offered()).isEqualTo(before);
    }

    @Test
    void aChannelThatIsClosedWhileItIsWatchedFailsOnceAndIsWatchedNoMore() throws Exception {
        Pipe pipe = pipes.open();
        Pipe other = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.readable(pipe), Pipes.readable(other)));
        pipe.source().close();

        assertThat(seen.take()).isInstanceOfSatisfying(WatchFailed.class, failed -> {
            assertThat(failed.watch()).isEqualTo(Pipes.readable(pipe));
            assertThat(failed.cause()).isInstanceOf(ClosedChannelException.class);
        });
        Pipes.write(other, "x"); // the others go on
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(other)));
        settle();
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aChannelThatWasClosedBeforeItIsArmedAgainFails() throws Exception {
        Pipe pipe = pipes.open();
        Pipes.write(pipe, "x");
        order(watcher, self -> self.lookAt(Pipes.readable(pipe)));
        assertThat(seen.take()).isEqualTo(new WatchReady(Pipes.readable(pipe)));
        pipe.source().close();
        settle();
        assertThat(seen.all()).isEmpty(); // it is not armed
        order(watcher, self -> self.again(Pipes.readable(pipe)));

        assertThat(seen.take()).isInstanceOf(WatchFailed.class);
    }

    @Test
    void whatAnotherOneReadsFromAWatchedPipeThatIsClosedComesToAnEnd() throws Exception {
        Pipe pipe = pipes.open();
        Pipes.fill(pipe);
        Pipe reader = pipes.open();
        order(watcher, self -> self.lookAt(Pipes.writable(pipe)));
        var second = syndicate.createActor(() -> new Puppet(new Mail<>()));
        order(second, self -> self.lookAt(Pipes.readable(reader)));
        pipe.sink().close(); // only the selector makes this final
        assertThat(seen.take()).isInstanceOf(WatchFailed.class);

        pipe.source().configureBlocking(true);
        Pipes.drain(pipe); // and so returns
    }
}
