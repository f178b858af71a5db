package io.sparkactor.benchmarks.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whether both contenders still talk, and whether what goes wrong is found; both sides in one JVM. How fast they are does not matter here.
 * Pekko with TLS is left out: its end alone may take more than 20 s.
 */
class RemoteRunTest {

    private static final Duration MOMENT = Duration.ofMillis(20);

    @ParameterizedTest
    @CsvSource({"SPARK, false", "SPARK, true", "PEKKO, false"})
    void everyContenderDeliversAllInOrder(Framework framework, boolean encrypted) throws Exception {
        try (TemporaryCertificate made = TemporaryCertificate.make()) {
            Certificate certificate = encrypted ? Sides.certificate(made.file().toString()) : null;
            try (FarSide far = Sides.far(framework, certificate);
                    NearSide near = Sides.near(framework, far.place(), certificate)) {
                assertThat(new RemoteRun(near, "", Duration.ZERO, 2, MOMENT, 50).figures())
                        .hasSize(6)
                        .allMatch(figure -> figure.value() > 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyWayDeliversAllInOrder(Way way) throws Exception {
        try (WebSocketRelay relay = Remote.relay().secret(Road.RELAY_SECRET).start()) {
            Road road = way.road(relay.uri());
            try (FarSide far = new SparkFar(road);
                    NearSide near = new SparkNear(far.place(), road)) {
                assertThat(new RemoteRun(near, "", Duration.ZERO, 2, MOMENT, 50).figures())
                        .hasSize(6)
                        .allMatch(figure -> figure.value() > 0);
                assertThat(relay.figures().frames() > 0).isEqualTo(way.isByRelay());
            }
        }
    }

    @Test
    void anItemThatComesTwiceIsFound() {
        Arrived arrived = new Arrived();
        arrived.begins(2);
        arrived.take(Item.of(0, RemoteRun.SMALL));
        Ack ack = arrived.take(Item.of(0, RemoteRun.SMALL)).orElseThrow();

        Burst burst = new Burst(0, 2, RemoteRun.SMALL, 2, new Finish(1));
        Window window = new Window(burst);
        window.next();
        window.next();
        window.acknowledged(ack);

        assertThatThrownBy(() -> burst.finish().await()).hasMessageContaining("item 0 came where 1 was due");
    }
}
