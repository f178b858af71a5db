package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.Watch;
import io.sparkactor.WatchReady;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** As many channels are watched as the process may open, and a flood on one starves neither the others nor messages. */
@Timeout(120)
class WatchManyTest {

    private static final int WANTED = 4_000;

    /** Where the limit is far away, that many are enough; more by {@code -Dspark.pipes}. */
    private static final int ENOUGH = Integer.getInteger("spark.pipes", 10_000);

    /** Left for the rest of the test JVM. */
    private static final int RESERVE = 400;

    private final Syndicate syndicate = Syndicate.open("watch-many");
    private final Pipes pipes = new Pipes();
    private final Mail<Object> seen = new Mail<>();

    @AfterEach
    void close() throws Exception {
        syndicate.close(Duration.ZERO);
        pipes.close();
    }

    /** How many pipes the limit of this process allows; each takes two descriptors. */
    private static int allowed() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long free = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - RESERVE;
            return (int) Math.clamp(free / 2, 0, ENOUGH);
        }
        return WANTED;
    }

    @Test
    void asManyPipesAreWatchedAtOnceAsTheLimitOfTheProcessAllows() throws Exception {
        int count = allowed();
        Assumptions.assumeTrue(
                count >= WANTED, () -> "the limit of open files allows " + count + " pipes only, not " + WANTED);
        var all = new ArrayList<Pipe>();
        for (int i = 0; i < count; i++) {
            all.add(pipes.open());
        }
        int half = count / 2; // one actor with very many, and many with one each
        var crowd = syndicate.createActor(() -> new Puppet(seen));
        order(
                crowd,
                self -> self.lookAt(
                        all.subList(0, half).stream().map(Pipes::readable).toArray(Watch[]::new)));
        for (Pipe pipe : all.subList(half, count)) {
            order(syndicate.createActor(() -> new Puppet(seen)), self -> self.lookAt(Pipes.readable(pipe)));
        }
        for (Pipe pipe : all) {
            Pipes.write(pipe, "x");
        }

        assertThat(new HashSet<>(seen.take(count)))
                .isEqualTo(new HashSet<Object>(
                        all.stream().map(Pipes::readable).map(WatchReady::new).toList()));
        System.out.println("watched " + count + " pipes at once");
    }

    /** Reads a little of a channel at a time, as long as there is something. */
    private static final class Sipper extends Actor<String> {

        private final Pipe.SourceChannel source;
        private final AtomicLong events;
        private final ByteBuffer buffer = ByteBuffer.allocate(1);

        Sipper(Pipe.SourceChannel source, AtomicLong events) {
            this.source = source;
            this.events = events;
        }

        @Override
        protected void preStart() {
            watch(Watch.readable(source));
        }

        @Override
        protected void process(Message<String> message) {
            message.reply(message.content());
        }

        @Override
        protected void onSignal(Signal signal) throws IOException {
            if (signal instanceof WatchReady(Watch watch) && source.read(buffer.clear()) >= 0) {
                events.incrementAndGet();
                rearm(watch);
            }
        }
    }

    @Test
    void aFloodOnOneStarvesNeitherTheOthersNorMessages() throws Exception {
        Pipe flooded = pipes.open();
        var events = new AtomicLong();
        var sipper = syndicate.createActor(() -> new Sipper(flooded.source(), events));
        var mayEnd = new Gate();
        Thread flood = Thread.ofPlatform().daemon().start(() -> flood(flooded, mayEnd));
        var quiet = new ArrayList<Pipe>();
        var others = new ArrayList<ActorRef<Object>>();
        for (int i = 0; i < 100; i++) {
            Pipe pipe = pipes.open();
            quiet.add(pipe);
            ActorRef<Object> other = syndicate.createActor(() -> new Puppet(seen));
            order(other, self -> self.lookAt(Pipes.readable(pipe)));
            others.add(other);
        }
        for (int round = 0; round < 20; round++) {
            long before = events.get();
            for (Pipe pipe : quiet) {
                Pipes.write(pipe, "x");
            }
            seen.take(quiet.size());
            assertThat(sipper.ask("round " + round, String.class, Gate.PATIENCE))
                    .isEqualTo("round " + round);
            readAll(quiet, others);
            assertThat(events.get()).as("the flood goes on").isGreaterThan(before);
        }
        mayEnd.open();
        flood.join();

        assertThat(syndicate.diagnostics().actors())
                .allSatisfy(actor -> assertThat(actor.queued()).isZero());
    }

    private static void readAll(List<Pipe> pipes, List<ActorRef<Object>> watchers) {
        for (int i = 0; i < pipes.size(); i++) {
            Pipe pipe = pipes.get(i);
            order(watchers.get(i), self -> {
                assertThat(Pipes.read(pipe.source())).isEqualTo("x");
                self.again(Pipes.readable(pipe));
            });
        }
    }

    private static void flood(Pipe pipe, Gate mayEnd) {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        try {
            while (!mayEnd.isOpen()) {
                int unused = pipe.sink().write(buffer.clear());
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
