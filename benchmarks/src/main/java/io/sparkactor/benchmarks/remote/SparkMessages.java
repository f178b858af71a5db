package io.sparkactor.benchmarks.remote;

import io.sparkactor.ActorRef;
import io.sparkactor.Request;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.RemoteOptions;
import io.sparkactor.remote.TcpRemote;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the two sides of Spark say to one another, and how they talk. Stateless. */
final class SparkMessages {

    /** What the receiver understands, beside {@link Item}, which knows no contender. */
    record Begin(ActorRef<Object> sender, long end) {}

    record Question(Item item) implements Request<Object, Long> {}

    record Count() implements Request<Object, Long> {}

    /** What an asking actor gets from within its own JVM. */
    record Ask(Duration time, Latencies latencies) implements Request<Ask, Integer> {}

    private SparkMessages() {}

    /** TCP, with TLS or without. */
    static Road tcp(@Nullable Certificate certificate) {
        TcpRemote plain = Remote.tcp();
        return new Road.Tcp(allowed(certificate == null ? plain : plain.tls(certificate.context())));
    }

    /** A transport that takes all that is said here. */
    static RemoteOptions<?> allowed(RemoteOptions<?> transport) {
        return transport.allow(Item.class, Ack.class, Begin.class, Question.class, Count.class);
    }
}
