package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process of an actor outlives the JVM of its syndicate, whatever way that ends and whatever the actor does. */
class OrphanTest {

    /** The syndicate's JVM: has a worker that waits and one that never ends, and says their numbers. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] args) throws Exception {
            Processes.quiet();
            Syndicate syndicate = Syndicate.open("orphans");
            ActorRef<Work> idle = syndicate.createActor(Processes.worker("Hello"));
            ActorRef<Work> busy = syndicate.createActor(Processes.worker("Hello"));
            System.out.println(
                    idle.ask(new Work.WhichProcess(), Processes.PATIENCE).pid());
            System.out.println(
                    busy.ask(new Work.WhichProcess(), Processes.PATIENCE).pid());
            ActorRef<String> lines = syndicate.createActor(Printer::new);
            busy.tell(new Work.SpinOnceSaid(lines));
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }

    /** Prints what it is told. */
    static final class Printer extends Actor<String> {
        @Override
        protected void process(Message<String> message) {
            System.out.println(message.content());
        }
    }

    @TempDir
    Path temporary;

    @Test
    void aParentThatIsKilledTakesItsChildrenAlong() throws Exception {
        assertThat(childrenThatOutlive(Process::destroyForcibly)).isEmpty();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("spark-")))
                    .isEmpty();
        }
    }

    @Test
    void aParentThatIsAskedToEndTakesItsChildrenAlong() throws Exception {
        assertThat(childrenThatOutlive(Process::destroy)).isEmpty();
    }

    /** How a parent comes to its end. */
    private interface Ending {
        void of(Process parent);
    }

    private List<Long> childrenThatOutlive(Ending ending) throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dspark.process.cache=none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> pids = new ArrayList<>();
        try (BufferedReader lines = parent.inputReader()) {
            pids.add(Long.parseLong(lines.readLine()));
            pids.add(Long.parseLong(lines.readLine()));
            assertThat(lines.readLine()).isEqualTo("spins");
            parent.children()
                    .map(ProcessHandle::pid)
                    .filter(pid -> !pids.contains(pid))
                    .forEach(pids::add);
        } finally {
            ending.of(parent);
        }
        assertThat(pids).hasSizeGreaterThanOrEqualTo(2);
        try {
            Await.until(
                    "the end of " + pids,
                    Processes.PATIENCE,
                    () -> pids.stream().noneMatch(OrphanTest::isAlive));
            return pids.stream().filter(OrphanTest::isAlive).toList();
        } finally {
            pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    /** Whether it runs; one that is gone and not yet fetched by the system's first process does not. */
    private static boolean isAlive(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "stat");
        try {
            String text = Files.readString(status);
            return text.charAt(text.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }
}
