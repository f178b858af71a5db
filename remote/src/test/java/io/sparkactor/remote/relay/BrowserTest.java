package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.testkit.Await;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code examples/browser}, in a browser without a window, as a client of the relay. Left out where there is no browser. */
class BrowserTest extends RelayFixture {

    private static final Path PAGE =
            Path.of("..", "examples", "browser").toAbsolutePath().normalize();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final SystemId PAGE_SYSTEM = SystemId.ofName("page");

    @TempDir
    private Path profile;

    private HttpServer site = SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PAGE, SimpleFileServer.OutputLevel.NONE);

    @BeforeEach
    void openSite() {
        site.start();
        closing(() -> site.stop(0));
    }

    private String origin() {
        return "http://127.0.0.1:" + site.getAddress().getPort();
    }

    private static Path browser() {
        String chosen = System.getenv("SPARK_BROWSER");
        Stream<String> names = chosen == null
                ? Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                : Stream.of(chosen);
        String[] folders =
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(Pattern.quote(File.pathSeparator));
        Optional<Path> found = names.flatMap(name ->
                        Arrays.stream(folders).map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String why = "NOT TESTED: the page in a browser, as there is no Chromium on the PATH; install the package"
                    + " chromium, or let SPARK_BROWSER name one";
            System.err.println(why);
            return abort(why);
        }
        return found.get();
    }

    /** Opens the page in a browser, which is closed with the test. */
    private void open(WebSocketRelay relay, ActorId target) throws IOException {
        String address = origin() + "/index.html#relay=" + relay.uri() + "&secret=shared&system=" + PAGE_SYSTEM.uuid()
                + "&to=" + target.systemId().uuid() + "&actor=" + target.uuid();
        Process process = new ProcessBuilder(
                        browser().toString(),
                        "--headless=new",
                        // It shows a page of our own, and containers seldom let it have its sandbox.
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--user-data-dir=" + Files.createDirectory(profile.resolve("profile")),
                        address)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        closing(() -> end(process));
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy();
        if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
        for (ProcessHandle one : all) {
            // The profile goes with the test, so nobody may write to it any more.
            one.onExit().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    private String browserLog() {
        try {
            return Files.readString(profile.resolve("browser.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(next).as("a message of the page: %s", browserLog()).isNotNull();
        return next;
    }

    @Test
    void aPageRegistersAndExchangesMessagesWithAnActor() throws Exception {
        WebSocketRelay relay = relay(secret().allowOrigin(origin()).handshakeTimeout(LONG));
        Syndicate system = closing(Syndicate.open("beside-a-page", c -> c.remote(Remote.tcp())));
        assertThat(system.connectRelay(relay.uri(), "shared").awaitConnected(LONG))
                .isTrue();
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("question", "ä𝄞\"\\");
        question.put("whole", List.of(0L, 23L, 24L, -25L, 65_536L, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE));
        question.put("others", Arrays.asList(0.1, Double.POSITIVE_INFINITY, true, false, null, Map.of()));
        question.put("long", "x".repeat(100_000));
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        ActorRef<Object> actor = system.createActor(Object.class, (_, message) -> {
            received.add(message.content());
            if (message.content() instanceof Map<?, ?> map && map.containsKey("hello")) {
                message.reply(question);
            }
        });

        open(relay, actor.id());

        Map<String, Object> said = new LinkedHashMap<>();
        said.put("hello", "from a page");
        said.put("numbers", List.of(1L, -2L, 2.5));
        said.put("nothing", null);
        assertThat(next(received)).isEqualTo(said);
        assertThat(next(received)).isEqualTo(Map.of("answer", "ä𝄞\"\\", "heard", question));
        assertThat(relay.connectedSystems()).containsExactlyInAnyOrder(PAGE_SYSTEM, system.systemId());
    }

    @Test
    void aPageOfASiteThatIsNotAllowedIsKeptOut() throws Exception {
        WebSocketRelay relay = relay(secret().allowOrigin("https://example.org"));

        open(relay, new ActorId(RIGHT, "nobody"));

        Await.until("the page was refused", LONG, () -> refused(relay, "origin") > 0, this::browserLog);
        assertThat(relay.figures().registrations()).isZero();
    }
}
