package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A failure that was found on one machine is repeated on another: a seed gives the same run in every JVM. */
@Timeout(120)
class SimulatedReplayTest {

    private static final int SEEDS = 50;

    @Test
    void aSeedGivesTheSameRunInEveryJvm(@TempDir Path folder) throws Exception {
        List<String> first = childJvm(folder, "first", List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Xint"));
        List<String> second = childJvm(folder, "second", List.of("-Djdk.virtualThreadScheduler.parallelism=4"));

        assertThat(first).hasSize(SEEDS).doesNotHaveDuplicates();
        assertThat(second).isEqualTo(first);
    }

    private static List<String> childJvm(Path folder, String name, List<String> options)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SimulatedReplayTest.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(process.exitValue()).as("%s", lines).isZero();
        return lines;
    }

    /** Prints what came of each seed. */
    public static void main(String[] arguments) {
        for (int seed = 0; seed < SEEDS; seed++) {
            System.out.println(
                    seed + " " + Simulation.run(seed, SimulatedReplayTest::live).hash());
        }
    }

    /** What a JVM may do in an order of its own: headers, reports, identifiers, many things that end at once. */
    private static void live(Simulation simulation) {
        Syndicate syndicate = simulation.open("replayed");
        List<ActorRef<String>> actors = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            actors.add(syndicate.createActor(String.class, (context, message) -> {
                simulation.note(context.path() + " has " + message.content() + " " + message.headers() + message.id());
                simulation.sleep(Duration.ofSeconds(2));
            }));
        }
        SendOptions options = SendOptions.header("a", "1").withHeader("b", "2").withHeader("c", "3");
        for (ActorRef<String> actor : actors) {
            simulation.start("sender to " + actor.path(), () -> {
                Delivery delivery = actor.tell("hello", options);
                simulation.note(delivery + " of " + actor.id());
                actor.tell("left");
            });
            syndicate.endpoint().ref().tell("left");
            var _ = actor.askAsync("left", String.class, Duration.ofDays(1))
                    .whenComplete((reply, failure) -> simulation.note(actor.path() + " " + failure));
        }
        simulation.sleep(Duration.ofSeconds(1));
        simulation.note("closed " + syndicate.close(Duration.ZERO));
    }
}
