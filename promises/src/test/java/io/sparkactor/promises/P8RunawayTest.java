package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * P8: handlers that spin, sleep or sit in a native call do not stop the runtime.
 *
 * <p>The bars here are wide, a second for each answer, so that a busy machine does not matter; what no bar can allow is a runtime that
 * stands still until the runaways end, and they end only when the test is over. Strict figures are the benchmarks' affair.
 */
@Timeout(60)
class P8RunawayTest {

    private static final Duration BAR = Duration.ofSeconds(1);
    private static final int RUNAWAYS = 4;

    private final Syndicate syndicate = Syndicate.open("p8", c -> c.drainTimeout(Duration.ZERO));
    private final Gate release = new Gate();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ofMillis(100));
        awaitBaseParallelism();
    }

    /** They are given back once nobody has needed them for a while; beside other work, turns that are not let run look like runaways. */
    private void awaitBaseParallelism() {
        Await.until(
                "the carriers of the JVM are as many as before",
                Duration.ofSeconds(30),
                () -> carriers().getParallelism() == baseParallelism(),
                () -> "there are " + carriers().getParallelism() + ", not " + baseParallelism());
    }

    private static VirtualThreadSchedulerMXBean carriers() {
        return ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    }

    private static int baseParallelism() {
        return Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    }

    @Test
    void otherActorsAnswerWhileHandlersLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);

        assertPingsAreAnswered(30);
    }

    @Test
    void timersFireWhileHandlersLoopForEver() throws Exception {
        var ticks = new Mail<Long>();
        spin(syndicate, RUNAWAYS);
        var actor = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("start")) {
                context.scheduleEvery(Duration.ofMillis(10), "tick");
            } else {
                ticks.put(System.nanoTime());
            }
        });
        actor.tell("start");

        long last = System.nanoTime();
        for (long tick : ticks.take(30)) {
            assertThat(Duration.ofNanos(tick - last)).isLessThan(BAR);
            last = tick;
        }
    }

    @Test
    void actorsThatSleepWakeWhileHandlersLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);
        var woken = new Mail<Long>();
        for (int i = 0; i < 50; i++) {
            syndicate
                    .createActor(String.class, (context, message) -> {
                        long start = System.nanoTime();
                        Thread.sleep(10);
                        woken.put(System.nanoTime() - start);
                    })
                    .tell("sleep");
        }
        assertThat(woken.take(50))
                .allSatisfy(slept -> assertThat(Duration.ofNanos(slept)).isLessThan(BAR.multipliedBy(2)));
    }

    @Test
    void asksOfActorsGoOnWhileHandlersLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);
        var echo = syndicate.createActor(Integer.class, (context, message) -> message.reply(message.content()));
        var relay = syndicate.createActor(
                Integer.class, (context, message) -> message.reply(echo.ask(message.content(), Integer.class)));

        for (int i = 0; i < 30; i++) {
            assertThat(relay.ask(i, Integer.class, BAR)).isEqualTo(i);
        }
    }

    @Test
    void aTimeOutComesWhileHandlersLoopForEver() throws Exception {
        var spinning = spin(syndicate, RUNAWAYS);
        long start = System.nanoTime();

        assertThatThrownBy(() -> spinning.getFirst().ask("well?", String.class, Duration.ofMillis(100)))
                .isInstanceOf(AskException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BAR);
    }

    @Test
    void anActorThatWasSentToByARunawayGetsTheMessage() throws Exception {
        var told = new Mail<String>();
        var listener = syndicate.createActor(String.class, (context, message) -> told.put(message.content()));
        for (int i = 0; i < RUNAWAYS; i++) {
            syndicate
                    .createActor(String.class, (context, message) -> {
                        listener.tell("before the loop");
                        spinUntilReleased();
                    })
                    .tell("spin");
        }
        assertThat(told.take(RUNAWAYS)).containsOnly("before the loop");
    }

    @Test
    void virtualThreadsOfUsersGoOnWhileHandlersLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);
        var done = new Mail<Long>();
        for (int i = 0; i < 20; i++) {
            Thread.startVirtualThread(() -> {
                long start = System.nanoTime();
                for (int j = 0; j < 10; j++) {
                    Thread.yield();
                }
                done.put(System.nanoTime() - start);
            });
        }
        assertThat(done.take(20))
                .allSatisfy(took -> assertThat(Duration.ofNanos(took)).isLessThan(BAR.multipliedBy(3)));
    }

    @Test
    void theBodyOfASyndicateRunsWhileHandlersLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);

        String answer = Syndicate.call("p8-body", inside -> {
            var actor = inside.createActor(String.class, (context, message) -> message.reply("hello"));
            return actor.ask("well?", String.class, BAR.multipliedBy(3));
        });

        assertThat(answer).isEqualTo("hello");
    }

    @Test
    void aSecondSyndicateGoesOnWhileHandlersOfTheFirstLoopForEver() throws Exception {
        spin(syndicate, RUNAWAYS);
        try (var second = Syndicate.open("p8-second")) {
            var echo = second.createActor(Integer.class, (context, message) -> message.reply(message.content()));
            for (int i = 0; i < 30; i++) {
                assertThat(echo.ask(i, Integer.class, BAR)).isEqualTo(i);
            }
        }
    }

    @Test
    void twoSyndicatesWithRunawaysBothGoOn() throws Exception {
        try (var second = Syndicate.open("p8-second", c -> c.drainTimeout(Duration.ZERO))) {
            spin(syndicate, 2);
            spin(second, 2);
            var here = syndicate.createActor(Integer.class, (context, message) -> message.reply(message.content()));
            var there = second.createActor(Integer.class, (context, message) -> message.reply(message.content()));
            for (int i = 0; i < 20; i++) {
                assertThat(here.ask(i, Integer.class, BAR)).isEqualTo(i);
                assertThat(there.ask(i, Integer.class, BAR)).isEqualTo(i);
            }
            release.open();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs mkfifo")
    void otherActorsAnswerWhileHandlersSitInNativeReads() throws Exception {
        var pipes = pipes(RUNAWAYS);
        var reading = new Gate(RUNAWAYS);
        for (Path pipe : pipes) {
            syndicate
                    .createActor(Path.class, (context, message) -> {
                        reading.open();
                        read(message.content());
                    })
                    .tell(pipe);
        }
        reading.await();
        try {
            assertPingsAreAnswered(30);
        } finally {
            for (Path pipe : pipes) {
                unblock(pipe);
            }
        }
    }

    @Test
    void tenThousandSleepersHoldUpNobody() throws Exception {
        var awake = new Mail<Integer>();
        for (int i = 0; i < 10_000; i++) {
            syndicate
                    .createActor(Integer.class, (context, message) -> {
                        Thread.sleep(20);
                        awake.put(message.content());
                    })
                    .tell(i);
        }
        assertPingsAreAnswered(10);
        assertThat(awake.take(10_000)).doesNotHaveDuplicates();
    }

    @Test
    void runawaysThatEndGiveTheirCarriersBack() throws Exception {
        var spinning = spin(syndicate, RUNAWAYS);
        assertPingsAreAnswered(5);
        release.open();
        for (var actor : spinning) {
            assertThat(actor.ask("done?", String.class, Duration.ofSeconds(5))).isEqualTo("done");
        }

        awaitBaseParallelism();
    }

    @Test
    void operatorsAreToldWhichActorRunsAway() throws Exception {
        var events = new Mail<RuntimeEvent.TurnEvicted>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.TurnEvicted evicted) {
                events.put(evicted);
            }
        });
        var spinning = spin(syndicate, RUNAWAYS);
        assertPingsAreAnswered(5);

        assertThat(events.take().path())
                .isIn(spinning.stream().map(ActorRef::path).toList());
        subscription.close();
    }

    @Test
    void manyAsksInOneTurnAreNoRunaway() throws Exception {
        var evicted = new Mail<RuntimeEvent>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.TurnEvicted) {
                evicted.put(event);
            }
        });
        var rounds = new AtomicLong();
        var echo = syndicate.createActor(Integer.class, (context, message) -> message.reply(message.content()));
        var asker = syndicate.createActor(Integer.class, (context, message) -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
            while (System.nanoTime() < end) {
                echo.ask(1, Integer.class);
                rounds.incrementAndGet();
            }
            message.reply(0);
        });
        assertThat(asker.ask(1, Integer.class)).isZero();
        assertThat(rounds).hasPositiveValue();
        subscription.close();
        assertThat(evicted.all())
                .noneSatisfy(event ->
                        assertThat(((RuntimeEvent.TurnEvicted) event).path()).isEqualTo(asker.path()));
    }

    private void assertPingsAreAnswered(int count) {
        var echo = syndicate.createActor(Integer.class, (context, message) -> message.reply(message.content()));
        for (int i = 0; i < count; i++) {
            assertThat(echo.ask(i, Integer.class, BAR)).isEqualTo(i);
        }
    }

    /** Actors whose handlers spin until the test is over; all of them do when this returns. */
    private List<ActorRef<String>> spin(Syndicate where, int count) throws InterruptedException {
        var spinning = new Gate(count);
        var actors = new ArrayList<ActorRef<String>>();
        for (int i = 0; i < count; i++) {
            ActorRef<String> actor = where.createActor(String.class, (context, message) -> {
                if (message.content().equals("done?")) {
                    message.reply("done");
                    return;
                }
                spinning.open();
                spinUntilReleased();
            });
            actor.tell("spin");
            actors.add(actor);
        }
        spinning.await();
        return actors;
    }

    private void spinUntilReleased() {
        while (!release.isOpen()) {
            Thread.onSpinWait();
        }
    }

    private List<Path> pipes(int count) throws Exception {
        var pipes = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            Path pipe = folder.resolve("pipe-" + i);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            pipes.add(pipe);
        }
        return pipes;
    }

    private static void read(Path pipe) throws IOException {
        try (InputStream in = new FileInputStream(pipe.toFile())) {
            int unused = in.read();
        }
    }

    /** Opens the other end and closes it, so that the reader sees an end of file. */
    private static void unblock(Path pipe) throws IOException {
        try (OutputStream out = Files.newOutputStream(pipe)) {
            out.write(1);
        }
    }
}
