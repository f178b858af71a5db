package io.sparkactor.remote.internal.membership;

import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Secret;
import org.jspecify.annotations.Nullable;

/** How we register once, and whether who answers knows the secret too. Confined to one thread. */
final class Registration {

    private final SystemId self;
    private final @Nullable RelayProofs proofs;
    private final String nonce = RelayProofs.nonce();
    private @Nullable String relayNonce;

    /** @param secret of the relay; null for none */
    Registration(SystemId self, @Nullable Secret secret) {
        this.self = self;
        proofs = secret == null ? null : new RelayProofs(secret);
    }

    /** What is said without having been asked, as the original does. */
    Register unasked() {
        return new Register(self, null, nonce, proofs == null ? null : proofs.ofOriginal(self, nonce));
    }

    /**
     * The answer to a challenge.
     *
     * @throws FrameException if it is none that an honest relay gives
     */
    Register answer(Challenge challenge) throws FrameException {
        if (relayNonce != null) {
            throw new FrameException("the relay has sent a second challenge");
        }
        // Else it could choose what we sign.
        if (!RelayProofs.isNonce(challenge.frameId())) {
            throw new FrameException("the challenge of the relay is not 32 lower-case hexadecimal digits");
        }
        relayNonce = challenge.frameId();
        String auth = proofs == null ? null : proofs.ofClient(challenge.frameId(), nonce, self);
        return new Register(self, challenge.source(), nonce, auth);
    }

    /**
     * The relay has taken the registration.
     *
     * @throws FrameException if that is not about it, or the relay does not show that it knows the secret
     */
    void taken(Ack ack) throws FrameException {
        if (!isAbout(ack.frameId())) {
            throw new FrameException("the relay has acknowledged something else than the registration");
        }
        String challenge = relayNonce;
        if (proofs != null
                && challenge != null
                && !RelayProofs.matches(proofs.ofRelay(challenge, nonce, self), ack.auth())) {
            throw new FrameException(
                    TransportRefusal.AUTHENTICATION,
                    "the relay does not know the secret: somebody else listens there, or the two have different ones");
        }
    }

    /** Whether an answer is about it. */
    boolean isAbout(String frameId) {
        return frameId.equals(nonce);
    }
}
