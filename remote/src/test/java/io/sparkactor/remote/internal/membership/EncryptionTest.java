package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.testkit.Await;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody between two systems can read what they say, if both want that. */
class EncryptionTest extends RelayTest {

    private static final TcpSettings SEALED = SESSIONS.withSecret(SECRET);
    private static final TcpSettings ENCRYPTED = SEALED.withEncryption();
    private static final String TEXT = "nobody else is to read this";

    private FakeMessage sent(Side from, Side to, Object content) {
        var message = new FakeMessage(to.home().actor("a"), content);
        assertThat(from.board().send(message)).isNull();
        return message;
    }

    private boolean relayReads(String text) {
        return relay.passed().stream().anyMatch(whole -> new String(whole, StandardCharsets.ISO_8859_1).contains(text));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theRelayReadsNothingThatIsEncrypted(boolean encrypted) throws Exception {
        relay.keep();
        Side left = member(encrypted ? ENCRYPTED : SEALED);
        Side right = member(encrypted ? ENCRYPTED : SEALED);

        assertThat(sent(left, right, TEXT).settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo(TEXT);
        assertThat(sent(right, left, TEXT).settled()).isEqualTo("delivered");
        assertThat(left.home().next().content()).isEqualTo(TEXT);

        assertThat(relayReads(TEXT)).isEqualTo(!encrypted);
    }

    @Test
    void itGoesOnBehindACut() throws Exception {
        Side left = member(ENCRYPTED);
        Side right = member(ENCRYPTED);
        assertThat(sent(left, right, "before").settled()).isEqualTo("delivered");

        relay.down();
        FakeMessage meanwhile = sent(left, right, "meanwhile");
        relay.up();

        assertThat(meanwhile.settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("before");
        assertThat(right.home().next().content()).isEqualTo("meanwhile");
    }

    @Test
    void overTcpTooAndWithLargeMessages() throws Exception {
        FakeHome left = home(ENCRYPTED);
        FakeHome right = home(ENCRYPTED);
        connect(left, right);
        byte[] large = new byte[3 << 20];
        large[77] = 7;

        assertThat(left.send(right.actor("a"), large).settled()).isEqualTo("delivered");

        assertThat(right.next().content()).isEqualTo(large);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneSideAloneIsRefusedWithTheReason(boolean dialler) {
        Side left = member(dialler ? ENCRYPTED : SEALED);
        Side right = member(dialler ? SEALED : ENCRYPTED);

        FakeMessage message = sent(left, right, TEXT);

        Await.until(
                "the refusal",
                () -> left.home().reasons.stream()
                        .anyMatch(it -> it.contains("refused")
                                || it.contains("encrypt()")
                                || it.contains("closed the connection")));
        assertThat(message.outcome()).isNull();
        assertThat(right.home().received).isEmpty();
    }

    @Test
    void anotherSecretIsOfNoUse() {
        Side left = member(ENCRYPTED);
        Side right = member(SESSIONS.withSecret(Secret.of("another")).withEncryption());

        sent(left, right, TEXT);

        awaitReason(left, "secret");
        assertThat(right.home().received).isEmpty();
    }

    @Test
    void itNeedsASecret() {
        assertThatThrownBy(() ->
                        Syndicate.open("no-secret", c -> c.remote(Remote.tcp().encrypt())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret(…)");
    }

    @Test
    void itExcludesWhoCannotEncrypt() {
        assertThatThrownBy(() -> Syndicate.open(
                        "contradiction",
                        c -> c.remote(Remote.tcp().secret("s").encrypt().allowUnauthenticatedPython())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exclude each other");
    }
}
