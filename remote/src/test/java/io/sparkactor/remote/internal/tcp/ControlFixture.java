package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ExitReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.testkit.Await;

/** What tests of controls share. */
abstract class ControlFixture extends TransportTest {

    static final ExitReason NORMAL = new ExitReason.Normal();

    static ControlOutcome say(FakeHome from, FakeHome to, RemoteControl control) {
        return from.transport().control(to.systemId(), control);
    }

    static void take(FakeHome from, FakeHome to, RemoteControl control) {
        assertThat(say(from, to, control)).isEqualTo(new ControlOutcome.Taken());
    }

    static void awaitTold(FakeHome home, String text) {
        Await.until(
                "a word of " + text,
                PATIENCE,
                () -> home.told.stream().anyMatch(told -> told.contains(text)),
                () -> home.told + " " + home.reasons);
    }

    static void close(FakeHome home) {
        home.transport().close(home.hooks().nanoTime() + PATIENCE.toNanos());
    }

    static long losses(FakeHome home) {
        return home.told.stream().filter(told -> told.contains(" lost: ")).count();
    }

    static void awaitLost(FakeHome home, SystemId peer) {
        awaitTold(home, peer + " lost: ");
    }

    static String told(FakeHome from, RemoteControl control) {
        return from.systemId() + " says " + control;
    }
}
