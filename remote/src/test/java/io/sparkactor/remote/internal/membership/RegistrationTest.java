package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Secret;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final SystemId LEFT = SystemId.ofName("left");
    private static final Secret SECRET = Secret.of("shared");
    private static final RelayProofs PROOFS = new RelayProofs(SECRET);

    private final String nonce = RelayProofs.nonce();
    private final Challenge challenge = new Challenge(RelayTarget.RELAY, nonce, 1 << 20);
    private final Registration registration = new Registration(LEFT, SECRET);

    private static Ack ack(Register register, @Nullable String auth) {
        return new Ack(RelayTarget.RELAY, LEFT, register.frameId(), auth);
    }

    @Test
    void theRelayHasTheIdThatTheProtocolSays() {
        assertThat(RelayTarget.RELAY.uuid()).isEqualTo("c8884d44-6a8a-56f5-8fdd-09b9151eb286");
    }

    @Test
    void bothSidesShowThatTheyKnowTheSecret() throws Exception {
        Register register = registration.answer(challenge);

        assertThat(register.auth()).isEqualTo(PROOFS.ofClient(nonce, register.frameId(), LEFT));
        assertThat(register.target()).isEqualTo(RelayTarget.RELAY);
        assertThatCode(() -> registration.taken(ack(register, PROOFS.ofRelay(nonce, register.frameId(), LEFT))))
                .doesNotThrowAnyException();
    }

    @Test
    void aRelayThatDoesNotKnowTheSecretIsNotTaken() throws Exception {
        Register register = registration.answer(challenge);

        for (String auth :
                new String[] {null, "", register.auth(), PROOFS.ofRelay(RelayProofs.nonce(), register.frameId(), LEFT)
                }) {
            assertThatThrownBy(() -> registration.taken(ack(register, auth)))
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("does not know the secret");
        }
    }

    @Test
    void anAckOfSomethingElseIsNotTaken() throws Exception {
        registration.answer(challenge);

        assertThatThrownBy(() -> registration.taken(new Ack(RelayTarget.RELAY, LEFT, "another", null)))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void nothingIsSignedThatTheRelayCouldHaveMadeUp() {
        assertThatThrownBy(() -> registration.answer(new Challenge(RelayTarget.RELAY, "1:2:someone", 1)))
                .isInstanceOf(FrameException.class);
    }

    @Test
    void aChallengeIsAnsweredOnce() throws Exception {
        registration.answer(challenge);

        assertThatThrownBy(() -> registration.answer(challenge)).isInstanceOf(FrameException.class);
    }

    @Test
    void withoutASecretNothingIsSignedAndAnyAckIsTaken() throws Exception {
        var open = new Registration(LEFT, null);
        Register register = open.answer(challenge);

        assertThat(register.auth()).isNull();
        assertThatCode(() -> open.taken(ack(register, null))).doesNotThrowAnyException();
    }

    @Test
    void unaskedItIsThatOfTheOriginal() {
        Register register = registration.unasked();

        assertThat(register.target()).isNull();
        assertThat(register.auth()).isEqualTo(PROOFS.ofOriginal(LEFT, register.frameId()));
    }
}
