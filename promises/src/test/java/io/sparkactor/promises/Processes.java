package io.sparkactor.promises;

import io.sparkactor.ReplyStream;
import io.sparkactor.command.CommandOutput;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.CommandUpdate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Looks at processes of the operating system. Stateless. */
final class Processes {

    private Processes() {}

    /** Whether a process runs; one that has ended and that nobody has taken note of does not. */
    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes sure that none of these runs on; those that do are killed for the sake of the machine. */
    static void awaitEnd(List<Long> pids) {
        try {
            Await.until(
                    "the end of all processes",
                    Duration.ofSeconds(4),
                    () -> pids.stream().noneMatch(Processes::isAlive),
                    () -> "alive were "
                            + pids.stream().filter(Processes::isAlive).toList() + " of " + pids);
        } finally {
            pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(Processes::killTree);
        }
    }

    private static void killTree(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads what a command writes up to so many lines, each of which is the number of a process. */
    static List<Long> numbers(ReplyStream<CommandUpdate, CommandResult> news, int count) {
        return lines(news, count).stream().map(Long::valueOf).toList();
    }

    /** Reads what a command writes up to so many lines. */
    static List<String> lines(ReplyStream<CommandUpdate, CommandResult> news, int count) {
        var text = new StringBuilder();
        while (text.chars().filter(c -> c == '\n').count() < count) {
            if (news.next() instanceof CommandOutput output) {
                text.append(output.text());
            }
        }
        return text.toString().lines().toList();
    }
}
