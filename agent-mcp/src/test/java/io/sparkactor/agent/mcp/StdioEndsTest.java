package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.program.OpensAndLeaves;
import io.sparkactor.agent.mcp.program.RawServer;
import io.sparkactor.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How calls of a child process end when it does not do its part, and what is left of it. */
@Timeout(120)
class StdioEndsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Syndicate syndicate = Syndicate.open("stdio-ends");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private McpTools open(UnaryOperator<McpSettings> settings, String... modes) throws InterruptedException {
        var arguments = new ArrayList<String>();
        arguments.add(folder.resolve("starts").toString());
        arguments.addAll(List.of(modes));
        return McpTools.stdio(
                ServerPrograms.command(RawServer.class, arguments.toArray(String[]::new)),
                s -> settings.apply(s.name("raw").connectTimeout(LONG)));
    }

    private List<Long> starts() {
        return ServerPrograms.starts(folder.resolve("starts"));
    }

    private String call(McpTools tools, String tool) throws Exception {
        return ServerPrograms.call(tools, syndicate, tool, "{}");
    }

    private static <T> FutureTask<T> start(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** A call that has been sent and waits. */
    private FutureTask<String> startHanging(McpTools tools) {
        var task = new FutureTask<>(() -> call(tools, "hang"));
        Thread caller = Thread.ofVirtual().start(task);
        Await.until("the wait", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
        return task;
    }

    private static void assertReason(FutureTask<?> call, Reason reason, String words) {
        assertThatThrownBy(() -> call.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    @Test
    void aServerThatDiesFailsTheCallsUnderWayAndTheNextOneStartsItAgain() throws Exception {
        try (var tools = open(s -> s.timeout(Duration.ofMinutes(10)))) {
            call(tools, "echo"); // so that the connection was of use
            FutureTask<String> hung = startHanging(tools);
            FutureTask<String> fatal = start(() -> call(tools, "die"));

            assertReason(fatal, Reason.CONNECTION_LOST, "exit code 3");
            assertReason(hung, Reason.CONNECTION_LOST, "exit code 3");
            assertThat(call(tools, "echo")).isEqualTo("{}");
            assertThat(starts()).hasSize(2);
        }
    }

    @Test
    void aProcessThatIsKilledFailsTheCallUnderWay() throws Exception {
        try (var tools = open(s -> s.timeout(Duration.ofMinutes(10)))) {
            FutureTask<String> hung = startHanging(tools);
            ProcessHandle.of(starts().getFirst()).orElseThrow().destroyForcibly();

            assertReason(hung, Reason.CONNECTION_LOST, "connection to server raw was lost");
        }
    }

    @Test
    void aProcessThatIsKilledIsMissedThoughItsChildHoldsItsOutput() throws Exception {
        List<ProcessHandle> kin = List.of();
        try (var tools = open(s -> s.timeout(Duration.ofMinutes(10)), "parent")) {
            FutureTask<String> hung = startHanging(tools);
            ProcessHandle process = ProcessHandle.of(starts().getFirst()).orElseThrow();
            kin = process.descendants().toList();
            process.destroyForcibly();

            assertReason(hung, Reason.CONNECTION_LOST, "exit code");
            assertThat(kin).isNotEmpty().allMatch(ProcessHandle::isAlive);
        } finally {
            kin.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void pagesWithoutEndAreNotListed() {
        assertThatThrownBy(() -> open(s -> s, "endless"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining("more than 1000 pages");
        Await.until("the end of the process", LONG, () -> starts().stream().noneMatch(ServerPrograms::isAlive));
    }

    @Test
    void aToolThatHangsEndsAtItsTimeAndTheServerIsTold() throws Exception {
        try (var tools = open(s -> s.timeout(LONG).timeout("hang", Duration.ofMillis(200)))) {
            assertThatThrownBy(() -> call(tools, "hang"))
                    .isInstanceOfSatisfying(
                            McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
                    .hasMessage("hang of server raw took longer than 200 ms");
            assertThat(call(tools, "cancelled")).isEqualTo("its time is over");
            assertThat(starts()).hasSize(1);
        }
    }

    @Test
    void aCallerThatIsInterruptedLeavesAndTheServerIsTold() throws Exception {
        try (var tools = open(s -> s.timeout(Duration.ofMinutes(10)))) {
            var task = new FutureTask<>(() -> call(tools, "hang"));
            Thread caller = Thread.ofVirtual().start(task);
            Await.until("the wait", LONG, () -> caller.getState() == Thread.State.TIMED_WAITING);
            caller.interrupt();

            assertThatThrownBy(() -> task.get(LONG.toSeconds(), TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(InterruptedException.class);
            Await.until("the news", LONG, () -> {
                try {
                    return call(tools, "cancelled").equals("nobody waits for it any more");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @Test
    void manyCallersShareOneAttemptToConnectAnew() throws Exception {
        try (var tools = open(s -> s)) {
            call(tools, "echo");
            assertThatThrownBy(() -> call(tools, "die")).isInstanceOf(McpException.class);
            List<FutureTask<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(start(() -> call(tools, "echo")));
            }
            for (FutureTask<String> each : calls) {
                assertThat(each.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("{}");
            }
            assertThat(starts()).hasSize(2);
        }
    }

    @Test
    void aServerThatDoesNotStartIsNotTriedByEachCall() throws Exception {
        try (var tools = open(s -> s)) {
            for (int i = 0; i < 20; i++) { // it dies without having been of use
                assertThatThrownBy(() -> call(tools, "die"))
                        .isInstanceOfSatisfying(
                                McpException.class,
                                e -> assertThat(e.reason()).isIn(Reason.CONNECTION_LOST, Reason.UNAVAILABLE));
            }
            assertThat(starts()).hasSizeLessThan(10);
        }
    }

    @Test
    void aServerThatBreaksAtOnceOrSaysNothingIsNotWaitedForLong() {
        assertThatThrownBy(() -> open(s -> s, "broken"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("exit code 4");
        assertThatThrownBy(() -> open(s -> s.connectTimeout(Duration.ofMillis(500)), "silent"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        Await.until("the end of both", LONG, () -> starts().stream().noneMatch(ServerPrograms::isAlive));
    }

    @Test
    void closeLeavesNoProcessAndNoThread() throws Exception {
        List<String> before = ServerPrograms.threads();
        var tools = open(s -> s, "parent");
        long pid = starts().getFirst();
        List<ProcessHandle> kin =
                ProcessHandle.of(pid).orElseThrow().descendants().toList();
        FutureTask<String> hung = startHanging(tools);
        tools.close();
        tools.close();

        assertThat(kin).isNotEmpty();
        assertThat(ServerPrograms.isAlive(pid)).isFalse();
        Await.until("the end of its children", LONG, () -> kin.stream().noneMatch(ProcessHandle::isAlive));
        assertReason(hung, Reason.CLOSED, "closed");
        Await.until("the end of the threads", LONG, () -> before.containsAll(ServerPrograms.threads()));
        assertThatThrownBy(() -> call(tools, "echo"))
                .isInstanceOfSatisfying(
                        McpException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void aProcessThatIgnoresTheEndOfItsInputIsMadeToEnd() throws Exception {
        var tools = open(s -> s, "stubborn");
        tools.close();

        assertThat(ServerPrograms.isAlive(starts().getFirst())).isFalse();
    }

    @Test
    void closeWaitsForAProcessThatWasLostBefore() throws Exception {
        var tools = open(s -> s, "stubborn");
        assertThatThrownBy(() -> call(tools, "shut")).isInstanceOf(McpException.class);
        tools.close();

        assertThat(ServerPrograms.isAlive(starts().getFirst())).isFalse();
    }

    @Test
    void aProgramThatEndsWithoutCloseLeavesNoProcess() throws Exception {
        var arguments =
                ServerPrograms.command(RawServer.class, folder.resolve("starts").toString(), "stubborn", "parent");
        var program = new ProcessBuilder(ServerPrograms.command(OpensAndLeaves.class, arguments.toArray(String[]::new)))
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("echo");
        Await.until("the end of the server", LONG, () -> !ServerPrograms.isAlive(starts().getFirst()));
    }
}
