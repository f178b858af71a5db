package io.sparkactor.cli;

import io.sparkactor.RemoteException;
import io.sparkactor.remote.RelayConfig;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./spark relay}. Confined to the main thread. */
@Command(
        name = "relay",
        description = "Runs a WebSocket relay for systems that cannot reach each other, until Ctrl-C.",
        footer = {
            "",
            "Example: RELAY_SECRET=\"$(openssl rand -hex 32)\" ${spark.launcher:-./spark} relay --host 0.0.0.0 --port 8765"
                    + " --auth-secret-env RELAY_SECRET"
        },
        mixinStandardHelpOptions = true)
@NullUnmarked // picocli sets the fields
final class RelayCommand implements Callable<Integer> {
    /** The exit code for a relay that cannot start. */
    static final int REFUSED = 1;

    private final Function<String, @Nullable String> environment;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "where to listen; 0.0.0.0 for all addresses of this machine (default: ${DEFAULT-VALUE})")
    private String host;

    @Option(names = "--port", defaultValue = "0", description = "the port; 0 for any that is free (default: 0)")
    private int port;

    @Option(
            names = "--auth-secret-env",
            paramLabel = "NAME",
            description = "the environment variable that holds the secret which clients must know")
    private String secretVariable;

    @Option(
            names = "--allow-unauthenticated-local",
            description = "run without a secret, for programs on this machine only")
    private boolean unauthenticated;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "certificates, PEM; makes it wss://")
    private Path certificates;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "the private key, PEM in PKCS#8, not encrypted")
    private Path key;

    @Option(
            names = "--only-with-challenge",
            description = "refuse clients of the Python original, whose registration can be recorded")
    private boolean challengeOnly;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "let pages of this site connect, as https://example.org; may be given several times")
    private List<String> origins = List.of();

    @Spec
    private CommandSpec spec;

    RelayCommand(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        RelayConfig config = config();
        WebSocketRelay relay;
        try {
            relay = config.start();
        } catch (RemoteException fault) {
            boolean taken = fault.getCause() instanceof BindException;
            return refuse(fault.getMessage() + (taken ? " --port 0 takes any that is free." : ""));
        }
        // The JVM would end with the number of the signal; to be told to end is no failure.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            relay.close();
            Runtime.getRuntime().halt(0);
        }));
        spec.commandLine().getOut().println("spark websocket relay listening on " + relay.uri());
        new CountDownLatch(1).await();
        return 0;
    }

    private RelayConfig config() {
        try {
            RelayConfig config = Remote.relay().host(host).port(port);
            for (String origin : origins) {
                config = config.allowOrigin(origin);
            }
            return tls(secret(challengeOnly ? config.onlyWithChallenge() : config));
        } catch (IllegalArgumentException fault) {
            throw usage(fault.getMessage());
        }
    }

    private RelayConfig secret(RelayConfig config) {
        if (secretVariable == null) {
            if (challengeOnly) {
                throw usage("--only-with-challenge needs a secret, as without one a challenge shows nothing: name the"
                        + " variable that holds it, --auth-secret-env NAME");
            }
            if (!unauthenticated) {
                throw usage(
                        "name the environment variable that holds the secret, --auth-secret-env NAME; or, for programs on"
                                + " this machine only, say --allow-unauthenticated-local");
            }
            if (!isLoopback()) {
                throw usage("--allow-unauthenticated-local is for 127.0.0.1 only, and " + host
                        + " is not: name the variable that holds the secret, --auth-secret-env NAME");
            }
            return config;
        }
        String secret = environment.apply(secretVariable);
        if (secret == null || secret.isEmpty()) {
            throw usage("the environment variable " + secretVariable + " is " + (secret == null ? "not set" : "empty")
                    + "; export " + secretVariable + "=… before, for example from a file that only you may read");
        }
        return config.secret(secret);
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException fault) {
            throw usage("the host " + host + " is not known");
        }
    }

    private RelayConfig tls(RelayConfig config) {
        if (certificates == null && key == null) {
            return config;
        }
        if (certificates == null || key == null) {
            throw usage("--tls-cert and --tls-key go together; " + (key == null ? "--tls-key" : "--tls-cert")
                    + " is missing");
        }
        for (Path file : new Path[] {certificates, key}) {
            if (!Files.isReadable(file)) {
                throw usage("cannot read " + file + ": is the path right, and may this user read it?");
            }
        }
        return config.tls(certificates, key);
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private int refuse(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("spark: " + text);
        return REFUSED;
    }
}
