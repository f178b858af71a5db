package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two Python peers talk as the tests of our own side expect one to; and names give the same ids on both sides. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonPeerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void twoOfThemTalk() {
        try (var left = PythonPeer.start(PeerOptions.named("left").secret("s"));
                var right = PythonPeer.start(PeerOptions.named("right").secret("s"))) {
            left.connect(right.systemId(), right.address());
            right.connect(left.systemId(), left.address());
            assertThat(left.ask(right.actor("Echo"), "[1, (2, b'3'), 2 ** 70, Echo]", TIMEOUT))
                    .contains(
                            "[1, (2, b'3'), 1180591620717411303424, ActorAddress(",
                            left.actor("Echo").uuid());
            assertThat(left.ask(right.actor("Flood"), "[Collector, 1000]", TIMEOUT))
                    .isEqualTo("1000");
            assertThat(left.ask(left.actor("Collector"), "'stats'", TIMEOUT))
                    .isEqualTo("{'count': 1000, 'stale': None, 'gap': None}");
            assertThatThrownBy(() -> left.ask(right.actor("Failing"), "1", Duration.ofMillis(100)))
                    .isInstanceOf(PeerFailure.class)
                    .hasMessageStartingWith("ActorTimeout");
        }
    }

    @Test
    void ofTheSameNameBothMakeTheSameId() {
        var names = List.of(
                "left",
                "LEFT",
                "",
                " ",
                "\n",
                "\u0000",
                "Ünïcödé",
                "e\u0301",
                "日本語",
                "🎭",
                "a/b:c?d",
                "né".repeat(50_000));
        try (var peer = PythonPeer.start(PeerOptions.named("namer"))) {
            for (String name : names) {
                assertThat(idInPython(peer, name)).as(name).isEqualTo(SystemId.ofName(name));
            }
        }
    }

    private static SystemId idInPython(PythonPeer peer, String name) {
        var literal = new StringBuilder();
        name.codePoints().forEach(point -> literal.append("\\U%08x".formatted(point)));
        String id = peer.eval("SyndicateId.from_name('" + literal + "').uuid");
        return new SystemId(id.substring(1, id.length() - 1));
    }
}
