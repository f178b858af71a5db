package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Two systems that reach each other by a relay alone. */
class TunnelTest extends RelayTest {

    private static FakeMessage sent(Side from, Side to, Object content) {
        var message = new FakeMessage(to.home().actor("a"), content);
        assertThat(from.board().send(message)).isNull();
        return message;
    }

    private static void passes(Side from, Side to, String text) throws InterruptedException {
        assertThat(sent(from, to, text).settled()).isEqualTo("delivered");
        assertThat(to.home().next().content()).isEqualTo(text);
    }

    @Test
    void aMessageFindsItsWayWithoutARouteOfItsOwn() throws Exception {
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);

        passes(left, right, "there");
        passes(right, left, "and back by the same session");

        assertThat(left.board().health().get(right.home().systemId()))
                .isNotNull()
                .extracting(TransportHealth::state)
                .isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void theSecretOfTheSystemsRunsFromEndToEnd() throws Exception {
        Side left = member(SESSIONS.withSecret(SECRET));
        Side right = member(SESSIONS.withSecret(SECRET));

        passes(left, right, "sealed");
    }

    @Test
    void whoHasAnotherSecretIsRefusedThoughTheRelayLetsItIn() {
        Side left = member(SESSIONS);
        Side right = member(SESSIONS.withSecret(SECRET));

        FakeMessage message = sent(left, right, "unsealed");

        awaitReason(left, "closed the connection");
        assertThat(message.outcome()).isNull();
        assertThat(right.home().received).isEmpty();
    }

    @Test
    void aSystemThatIsNotThereIsADeadLetterAtOnce() {
        Side left = member(SESSIONS);
        var message = new FakeMessage(new ActorId(SystemId.ofName("nobody"), "a"), "lost");

        assertThat(left.board().send(message)).isNull();

        assertThat(message.settled()).isEqualTo(DeadLetterReason.NO_ROUTE.name());
        awaitReason(left, "relay route not found"); // told behind the dead letter
        assertThat(left.board().health()).doesNotContainKey(SystemId.ofName("nobody"));
    }

    @Test
    void withoutARelayThereIsNoRoute() {
        Side left = side(SESSIONS);

        assertThat(left.board().send(new FakeMessage(new ActorId(SystemId.ofName("nobody"), "a"), "lost")))
                .isEqualTo(DeadLetterReason.NO_ROUTE);
    }

    @Test
    void whatIsSentWhileTheRelayIsAwayGoesOnceItIsBack() throws Exception {
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        passes(left, right, "before");

        relay.down();
        FakeMessage message = sent(left, right, "meanwhile");
        FakeMessage back = sent(right, left, "meanwhile, back");
        assertThat(message.outcome()).isNull();
        relay.up();

        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(back.settled()).isEqualTo("delivered");
    }

    @Test
    void whoOnlyReceivesComesBackToTheRelayToo() {
        Side right = member(SESSIONS);

        relay.down();
        Await.until("gone", () -> !relay.has(right.home().systemId()));
        relay.up();

        Await.until("back", () -> relay.has(right.home().systemId()));
    }

    @Test
    void aLargeMessageGoesInFramesThatTheRelayTakes() throws Exception {
        relay.frameBytes(20_000);
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        byte[] large = new byte[3 << 20];
        ThreadLocalRandom.current().nextBytes(large);

        assertThat(sent(left, right, large).settled()).isEqualTo("delivered");

        assertThat(right.home().next().content()).isEqualTo(large);
    }

    @Test
    void aRelayThatSaysNothingIsGivenUp() throws Exception {
        var times = SESSIONS.withTimes(SESSIONS.times().withHeartbeat(Duration.ofMillis(30)));
        Side left = member(times);
        relay.silent(true);
        int before = relay.registrations();

        awaitReason(left, "no sign of life");
        relay.silent(false);

        Await.until("a new one", () -> relay.registrations() > before);
    }

    @Test
    void theWrongSecretOfTheRelayIsTold() {
        Side left = side(SESSIONS);

        var connection = left.connect(relay, "another");

        awaitReason(left, "relay authentication failed");
        assertThat(connection.state()).isNotEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void anotherSecretForTheSameRelayIsRefused() {
        Side left = member(SESSIONS);
        Side open = side(SESSIONS);
        open.connect(relay, null);

        assertThat(left.connect(relay, RELAY_SECRET).state()).isEqualTo(ConnectionState.CONNECTED);
        for (String other : new String[] {"another", null}) {
            assertThatThrownBy(() -> left.connect(relay, other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("memory:relay with another secret; close it before");
        }
        assertThat(open.connect(relay, null).peer()).isEqualTo(RelayTarget.RELAY);
        assertThatThrownBy(() -> open.connect(relay, RELAY_SECRET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRelayThatBreaksTheRulesIsCounted() {
        Side left = member(SESSIONS);

        relay.inject(left.home().systemId(), new byte[] {1, 2, 3});

        awaitReason(left, "the relay broke the rules");
        assertThat(left.board().parts().refusals().all()).isEqualTo(Map.of(TransportRefusal.MALFORMED, 1L));
    }

    @Test
    void aSecondRelayIsRefused() {
        Side left = member(SESSIONS);

        assertThatThrownBy(() -> left.connect(new MemoryRelay("another"), "another"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close it before");
    }

    @Test
    void closingTheConnectionUnregistersAndEndsWhatWentByIt() throws Exception {
        Side left = side(SESSIONS);
        var connection = left.connect(relay, RELAY_SECRET);
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        Side right = member(SESSIONS);
        passes(left, right, "before");

        connection.close();

        Await.until("unregistered", () -> !relay.has(left.home().systemId()));
        assertThat(left.board().send(new FakeMessage(right.home().actor("a"), "behind")))
                .isEqualTo(DeadLetterReason.NO_ROUTE);
        join(left);
        passes(left, right, "again");
    }
}
