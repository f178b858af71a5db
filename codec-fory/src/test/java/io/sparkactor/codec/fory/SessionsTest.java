package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ConnectionState;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two systems over loopback, with Fory on one side or on both. */
class SessionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Syndicate> open = new ArrayList<>();

    record Greeting(String text, ActorRef<Object> answers) {}

    /** Keeps the warnings of the transport. */
    private static final class Warnings extends Handler {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            texts.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static ForyCodec fory(Class<?>... types) {
        return ForyCodec.builder().allow(types).build();
    }

    private Syndicate open(String name, TcpRemote remote) {
        Syndicate opened = Syndicate.open(name, c -> c.remote(remote));
        open.add(opened);
        return opened;
    }

    @AfterEach
    void close() {
        open.forEach(Syndicate::close);
    }

    @Test
    void recordsAndRefsTravelBetweenSystemsThatBothHaveIt() {
        Syndicate left =
                open("fory-left", Remote.tcp().codec(fory(Greeting.class)).secret("shared"));
        Syndicate right =
                open("fory-right", Remote.tcp().codec(fory(Greeting.class)).secret("shared"));
        assertThat(left.connect(right.ref().id().systemId(), right.remoteAddress())
                        .awaitConnected(PATIENCE))
                .isTrue();

        ActorRef<Object> inbox = left.ref(right.ref().id(), Object.class);
        inbox.tell(new Greeting("hello", left.ref()));
        var greeting = (Greeting) right.receive(PATIENCE).content();
        greeting.answers().tell(List.of("back", new Greeting("again", right.ref())));

        assertThat(greeting.text()).isEqualTo("hello");
        assertThat(left.receive(PATIENCE).content()).isEqualTo(List.of("back", new Greeting("again", inbox)));
    }

    @Test
    void anotherCodecIsRefusedOnBothSidesWithBothNames() {
        refusesWithBothNames(Remote.tcp().allow(Greeting.class), "cbor2");
    }

    @Test
    void otherTypesAreRefusedOnBothSidesWithBothFingerprints() {
        ForyCodec other = fory(Greeting.class, Shop.Add.class);
        refusesWithBothNames(Remote.tcp().codec(other), "fory with the types " + other.fingerprint());
    }

    private void refusesWithBothNames(TcpRemote other, String name) {
        ForyCodec ours = fory(Greeting.class);
        Logger logger = Logger.getLogger("io.sparkactor.remote");
        var warnings = new Warnings();
        logger.addHandler(warnings);
        try {
            Syndicate left = open("fory-left", Remote.tcp().codec(ours));
            Syndicate right = open("fory-other", other);
            List<String> reasons = new CopyOnWriteArrayList<>();
            left.subscribe(RuntimeEvent.ConnectionChanged.class, event -> {
                if (event.state() == ConnectionState.DISCONNECTED) {
                    reasons.add(event.why());
                }
            });
            left.connect(right.ref().id().systemId(), right.remoteAddress());

            String text = "fory with the types " + ours.fingerprint();
            Await.until("both sides have said why", () -> !reasons.isEmpty() && !warnings.texts.isEmpty());
            assertThat(reasons.getFirst())
                    .endsWith(": the codec of the peer is " + name + ", that of this system is " + text
                            + "; both need the same");
            assertThat(warnings.texts.getFirst()).contains("its codec is " + text + ", that of this system is " + name);
        } finally {
            logger.removeHandler(warnings);
        }
    }
}
