package io.sparkactor.remote.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The relay of the original, in a process of its own. */
final class PythonRelay implements AutoCloseable {

    /** What its script {@code spark-ws-relay} does; that has the path of the environment in it, which may have been moved. */
    private static final String PROGRAM = "import sys; from spark.transport.websocket import main; sys.exit(main())";

    private static final String SECRET = "RELAY_SECRET";
    private static final String GREETING = "listening on ";

    private final Process process;
    private final URI uri;

    private PythonRelay(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Starts one and waits until it listens. */
    static PythonRelay start(String secret) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        PythonEnvironment.interpreter().toString(), "-u", "-c", PROGRAM, "--auth-secret-env", SECRET))
                .redirectError(ProcessBuilder.Redirect.appendTo(PythonEnvironment.log()));
        builder.environment().put(SECRET, secret);
        try {
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            int at = line == null ? -1 : line.indexOf(GREETING);
            if (at < 0) {
                process.destroyForcibly();
                throw new AssertionError("the relay of the original says " + line);
            }
            return new PythonRelay(
                    process, URI.create(line.substring(at + GREETING.length()).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("the relay of the original does not start", e);
        }
    }

    /** Where it listens. */
    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
