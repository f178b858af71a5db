package io.sparkactor.internal.seal;

import io.sparkactor.SystemId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two systems show each other when one joins the other. Both send a number of chance first; then each signs, with the token, the ids of both,
 * both numbers and what it says of itself: so what was recorded is of no use at another time, to another system, or in the other direction.
 * Immutable.
 */
public final class Handshakes {

    private final byte @Nullable [] token;

    /**
     * Of a federation.
     *
     * @param token what all of them know; null if there is none: then nothing is signed, and everybody is let in
     */
    public Handshakes(@Nullable String token) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is a token. */
    public boolean isProtected() {
        return token != null;
    }

    /**
     * Who talks to whom.
     *
     * @param caller who joins
     * @param called who is joined
     * @param callerNonce the number of the one who joins
     * @param calledNonce that of the other one
     */
    public record Parties(SystemId caller, SystemId called, String callerNonce, String calledNonce) {}

    /** Which of the two speaks. */
    public enum Role {
        /** Who joins. */
        CALLER,
        /** Who is joined. */
        CALLED
    }

    /** The proof of a side; empty without a token. */
    public String proof(Role role, Parties parties, Map<String, Object> said) {
        return token == null ? "" : PlainMac.text(token, words("proof of " + role, parties, said));
    }

    /** Whether a proof is that of a side. */
    public boolean isProof(String claimed, Role role, Parties parties, Map<String, Object> said) {
        return token == null || PlainMac.matches(claimed, token, words("proof of " + role, parties, said));
    }

    /** What the two sign with from now on. */
    public Seals seals(Parties parties) {
        return token == null
                ? Seals.NONE
                : Seals.NONE.with(new Seal(PlainMac.of(token, words("key of the seal", parties, Map.of()))));
    }

    private static Object[] words(String purpose, Parties parties, Map<String, Object> said) {
        return new Object[] {
            "spark-federation-1",
            purpose,
            parties.caller().uuid(),
            parties.called().uuid(),
            parties.callerNonce(),
            parties.calledNonce(),
            said
        };
    }
}
