package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What the two sides of Pekko say to one another, and how they talk. Stateless. */
final class PekkoMessages {

    /** What travels, beside {@link Item} and {@link Ack}, which know no contender. */
    interface Travels {}

    record Begin(ActorRef<Object> sender, long end) implements Travels {}

    record Question(Item item, ActorRef<Answer> replyTo) implements Travels {}

    record Count(ActorRef<Answer> replyTo) implements Travels {}

    record Answer(long value) implements Travels {}

    /** What an asking actor gets from within its own JVM. */
    record Ask(Duration time, Latencies latencies, CompletableFuture<Integer> done) {}

    private static final String PLAIN = """
            pekko.actor {
              provider = remote
              serialization-bindings {
                "io.sparkactor.benchmarks.remote.Item" = jackson-cbor
                "io.sparkactor.benchmarks.remote.Ack" = jackson-cbor
                "io.sparkactor.benchmarks.remote.PekkoMessages$Travels" = jackson-cbor
              }
            }
            pekko.remote.artery {
              transport = tcp
              canonical { hostname = "127.0.0.1", port = 0 }
              # Room for the whole window: beyond it Pekko drops.
              advanced.outbound-message-queue-size = 20000
            }
            """;

    private static final String TLS = """
            pekko.remote.artery {
              transport = tls-tcp
              ssl.config-ssl-engine {
                key-store = "%1$s", trust-store = "%1$s"
                key-store-password = "%2$s", key-password = "%2$s", trust-store-password = "%2$s"
                protocol = "TLSv1.3", enabled-algorithms = ["TLS_AES_256_GCM_SHA384"]
              }
            }
            """;

    private PekkoMessages() {}

    static String settings(@Nullable Certificate certificate) {
        return certificate == null ? PLAIN : PLAIN + TLS.formatted(certificate.file(), Certificate.PASSWORD);
    }
}
