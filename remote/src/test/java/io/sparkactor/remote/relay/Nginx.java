package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.sparkactor.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An nginx with the configuration of {@code docs/relay.md}, as a child of the test. */
final class Nginx implements AutoCloseable {

    private static final Path DOCS = Path.of("..", "docs", "relay.md");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    private static final String AROUND = """
            daemon off;
            master_process off;
            pid nginx.pid;
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                include site.conf;
            }
            """;

    private final Path folder;
    private final int port;
    private final Process process;

    private Nginx(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        process = new ProcessBuilder(
                        program().toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString(),
                        "-e",
                        "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
    }

    /** Leaves the test out where there is none. */
    static Path program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/sbin";
        Optional<Path> found = Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .map(each -> Path.of(each).resolve("nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String why = "NOT TESTED: the relay behind nginx, as there is none on the PATH; install the package nginx";
            System.err.println(why);
            return abort(why);
        }
        return found.get();
    }

    /** What the docs say that it is to be configured with. */
    static String documented() throws IOException {
        Matcher block = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCS));
        assertThat(block.find()).as("a block for nginx in %s", DOCS).isTrue();
        return block.group(1);
    }

    /** Puts something in the place of what must be there. */
    static String with(String text, String find, String replace) {
        assertThat(text).contains(find);
        return text.replace(find, replace);
    }

    /**
     * Starts one, which listens when this returns.
     *
     * @param site as {@link #documented}
     * @param relay the port of the relay
     */
    static Nginx start(Path parent, String site, int relay, Path certificate, Path key) throws Exception {
        Path folder = Files.createTempDirectory(parent, "nginx");
        String here = with(site, "http://127.0.0.1:8765;", "http://127.0.0.1:" + relay + ";");
        here = with(here, "/etc/ssl/relay.pem", certificate.toString());
        here = with(here, "/etc/ssl/relay.key", key.toString());
        Files.writeString(folder.resolve("nginx.conf"), AROUND);
        for (int attempt = 1; ; attempt++) { // somebody else may take the port in between
            int port = freePort();
            Files.writeString(folder.resolve("site.conf"), with(here, "listen 443 ", "listen 127.0.0.1:" + port + " "));
            var started = new Nginx(folder, port);
            try {
                Await.until(
                        "nginx listens, or has ended", PATIENCE, () -> started.listens() || !started.process.isAlive());
            } catch (Throwable e) {
                started.close();
                throw e;
            }
            if (started.process.isAlive()) {
                return started;
            }
            assertThat(attempt).as("attempts to start nginx: %s", started.log()).isLessThan(ATTEMPTS);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where something is, with its path. */
    URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + port + path);
    }

    /** What it has said. */
    String log() throws IOException {
        return Files.readString(folder.resolve("nginx.log"));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
