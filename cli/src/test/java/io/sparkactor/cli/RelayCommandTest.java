package io.sparkactor.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 300, unit = TimeUnit.SECONDS)
class RelayCommandTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", "shared", "EMPTY", "");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temp;

    private int execute(String... args) {
        return Main.commandLine(ENVIRONMENT::get)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private void isRefused(String text, String... args) {
        assertThat(execute(args)).isEqualTo(Main.USAGE);
        assertThat(err.toString()).contains(text, "'./spark relay --help'").hasLineCount(1);
    }

    @Test
    void itAsksForASecret() {
        isRefused("--auth-secret-env NAME", "relay");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        isRefused("MISSING is not set", "relay", "--auth-secret-env", "MISSING");
    }

    @Test
    void anEmptySecretIsNone() {
        isRefused("EMPTY is empty", "relay", "--auth-secret-env", "EMPTY", "--allow-unauthenticated-local");
    }

    @Test
    void withoutASecretItIsForThisMachineOnly() {
        isRefused("is for 127.0.0.1 only", "relay", "--allow-unauthenticated-local", "--host", "0.0.0.0");
    }

    @Test
    void aChallengeShowsNothingWithoutASecret() {
        isRefused(
                "--only-with-challenge needs a secret",
                "relay",
                "--only-with-challenge",
                "--allow-unauthenticated-local");
    }

    @Test
    void certificateAndKeyGoTogether() {
        isRefused("--tls-key is missing", "relay", "--auth-secret-env", "SECRET", "--tls-cert", "cert.pem");
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        isRefused(
                "cannot read no.pem", "relay", "--auth-secret-env", "SECRET", "--tls-cert", "no.pem", "--tls-key", "k");
    }

    @Test
    void filesThatAreNoCertificatesAreNamed() throws IOException {
        String file = Files.writeString(temp.resolve("cert.pem"), "nothing").toString();
        isRefused(
                "cannot use the certificates " + file,
                "relay",
                "--auth-secret-env",
                "SECRET",
                "--tls-cert",
                file,
                "--tls-key",
                file);
    }

    @Test
    void aPortThatIsInUseIsNamed() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            assertThat(execute("relay", "--auth-secret-env", "SECRET", "--port", port))
                    .isEqualTo(RelayCommand.REFUSED);
            assertThat(err.toString())
                    .startsWith("spark: a relay cannot listen on 127.0.0.1:" + port)
                    .contains("is another program there?")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPortThatThereIsNotIsRefused() {
        isRefused("the port must be between 0 and 65535", "relay", "--auth-secret-env", "SECRET", "--port", "70000");
    }

    @Test
    void anOriginThatIsNoneIsRefused() {
        isRefused(
                "not 'https://example.org/page'",
                "relay",
                "--auth-secret-env",
                "SECRET",
                "--allow-origin",
                "https://one.example",
                "--allow-origin",
                "https://example.org/page");
    }

    @Test
    void helpShowsAnExample() {
        assertThat(execute("relay", "--help")).isZero();
        assertThat(out.toString()).contains("Example: ", "--auth-secret-env", "--allow-unauthenticated-local");
    }

    @Test
    void itRunsUntilItIsToldToEndAndEndsWithZero() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        System.getProperty("jdk.module.path"),
                        "-m",
                        "io.sparkactor.cli/io.sparkactor.cli.Main",
                        "relay",
                        "--allow-unauthenticated-local"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            assertThat(line).startsWith("spark websocket relay listening on ws://127.0.0.1:");
            assertThat(health(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("ok\n");

            process.destroy();

            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the page of the relay says, with the head of the answer. */
    static String health(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
