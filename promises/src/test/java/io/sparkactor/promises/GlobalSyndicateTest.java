package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorSpec;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The syndicate of the JVM: one for all, opened when needed, closed with the JVM. */
@Timeout(120)
class GlobalSyndicateTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** The 3 s that are promised, and what a JVM takes to start on a busy machine. */
    private static final Duration LIFE_OF_A_JVM = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Syndicate.global().close(Duration.ZERO);
    }

    @Test
    void allThreadsGetTheSame() {
        for (int round = 0; round < 20; round++) {
            Set<Syndicate> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
            Crew.run(4, member -> seen.add(Syndicate.global()));
            assertThat(seen).hasSize(1);
            assertThat(Syndicate.global().isClosed()).isFalse();
            Syndicate.global().close(Duration.ZERO);
        }
    }

    @Test
    void itRunsActorsLikeAnyOther() {
        var echo = Syndicate.global().createActor(String.class, (context, message) -> message.reply(message.content()));

        assertThat(echo.ask("hello", String.class, LONG)).isEqualTo("hello");
        assertThat(echo.path()).startsWith("spark://global/");
    }

    @Test
    void afterACloseThereIsANewOneWithoutTheOldActors() {
        var spec = ActorSpec.handling(String.class, (context, message) -> message.reply("new"))
                .named("service");
        var old = Syndicate.global();
        var before = old.createActor(spec);
        old.close();

        var current = Syndicate.global();

        assertThat(current).isNotSameAs(old);
        assertThat(Syndicate.global()).isSameAs(current);
        assertThat(current.registry().find("service", String.class)).isEmpty();
        assertThat(before.tell("hello")).isEqualTo(new Delivery.Refused(DeadLetterReason.SYNDICATE_CLOSED));
        assertThatThrownBy(() -> old.createActor(spec)).isInstanceOf(SyndicateClosedException.class);
        assertThat(current.createActor(spec).ask("hello", String.class, LONG)).isEqualTo("new");
    }

    @Test
    void anActorOfItMayCloseItAndTheNextOneIsOpenedMeanwhile() throws Exception {
        var next = new Mail<Syndicate>();
        var old = Syndicate.global();
        var actor = old.createActor(String.class, (context, message) -> {
            context.syndicate().close();
            next.put(Syndicate.global());
        });
        actor.tell("close");

        assertThat(next.take()).isNotSameAs(old);
        assertThat(old.awaitStop(actor, LONG)).isTrue();
    }

    // ---------------------------------------------------------------- the end of a JVM

    @Test
    void theEndOfTheMainThreadEndsTheJvmWhenWhatIsQueuedWasHandled() throws Exception {
        assertThat(outputOf(Worker.class)).containsExactly("main ends", "100 handled");
    }

    /** A program that tells an actor more than it can handle at once, and returns. */
    static final class Worker {

        public static void main(String[] arguments) {
            var counter = Syndicate.global().createActor(SlowCounter::new);
            for (int i = 0; i < 100; i++) {
                counter.tell(i);
            }
            System.out.println("main ends");
        }
    }

    /** Counts, and says at its end how far it has come. */
    private static final class SlowCounter extends Actor<Integer> {

        private int handled;

        @Override
        protected void process(Message<Integer> message) throws InterruptedException {
            Thread.sleep(Duration.ofMillis(2)); // the work, which takes longer than the rest of the main thread
            handled++;
        }

        @Override
        protected void postStop() {
            System.out.println(handled + " handled");
        }
    }

    @Test
    void aHandlerThatNeverEndsDoesNotKeepTheJvm() throws Exception {
        assertThat(outputOf(Endless.class)).containsExactly("main ends");
    }

    /** A program with a handler that never ends. */
    static final class Endless {

        public static void main(String[] arguments) throws InterruptedException {
            var begun = new Gate();
            Syndicate.global()
                    .createActor(String.class, (context, message) -> {
                        begun.open();
                        while (true) {
                            Thread.onSpinWait();
                        }
                    })
                    .tell("spin");
            begun.await();
            System.out.println("main ends");
        }
    }

    @Test
    void aHandlerMayExitTheJvm() throws Exception {
        assertThat(outputOf(Exiting.class)).containsExactly("exit");
    }

    /** A program whose handler exits while the main thread waits. */
    static final class Exiting {

        public static void main(String[] arguments) throws InterruptedException {
            Syndicate.global()
                    .createActor(String.class, (context, message) -> {
                        System.out.println("exit");
                        System.exit(0);
                    })
                    .tell("exit");
            new CountDownLatch(1).await(); // for ever
        }
    }

    @Test
    void noneIsOpenedWhileTheJvmShutsDown() throws Exception {
        assertThat(outputOf(TooLate.class)).containsExactly("main ends", "refused");
    }

    /** A program that wants the global syndicate for the first time when the JVM shuts down. */
    static final class TooLate {

        public static void main(String[] arguments) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    Syndicate.global();
                } catch (SyndicateClosedException e) {
                    System.out.println("refused");
                }
            }));
            System.out.println("main ends");
        }
    }

    /** What a program writes; it must end by itself. */
    private List<String> outputOf(Class<?> main) throws Exception {
        String tests = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var output = folder.resolve("output.txt").toFile();
        var process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        tests,
                        main.getName())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(process.waitFor(LIFE_OF_A_JVM.toSeconds(), TimeUnit.SECONDS))
                    .as("whether the JVM has ended")
                    .isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(output.toPath());
    }
}
