package io.sparkactor.remote.faults;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A JVM with a {@link Recorder} in it, to be killed. Confined to the thread of the test. */
final class RecorderProcess implements AutoCloseable {

    private static final String NAME = "recorder";

    private final Path log;
    private final Process process;
    private final InetSocketAddress address;
    private final ActorId recorder;

    /** Starts one at any port, and waits until it listens. */
    RecorderProcess(Path log) throws IOException {
        this.log = log;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        NAME,
                        log.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = process.inputReader().readLine();
        if (said == null) {
            throw new AssertionError("the process has ended with exit code "
                    + process.onExit().join().exitValue());
        }
        String[] words = said.split(" ", -1);
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
        recorder = new ActorId(SystemId.ofName(NAME), words[1]);
    }

    InetSocketAddress address() {
        return address;
    }

    ActorId recorder() {
        return recorder;
    }

    /** What it has processed; the last line may be half written. */
    List<Integer> processed() {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(Integer::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    void awaitProcessed(int count) {
        Await.until(
                count + " processed numbers",
                BrokenPair.PATIENCE,
                () -> processed().size() >= count);
    }

    /** Kills it, as {@code kill -9} does, and waits until it has gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
